"""Files for Prometheus, Alertmanager and Grafana, from the same rules that the monitor follows."""
