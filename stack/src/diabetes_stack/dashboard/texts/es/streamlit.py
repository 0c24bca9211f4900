"""Streamlit's own words, and those that take their place; "like" are patterns of JavaScript."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "streamlit.sidebar": "Sidebar => Barra lateral",
    "streamlit.collapse": "Collapse sidebar => Ocultar la barra lateral",
    "streamlit.expand": "Expand sidebar => Mostrar la barra lateral",
    "streamlit.open_sidebar": "Open sidebar => Mostrar la barra lateral",
    "streamlit.close_sidebar": "Close sidebar => Ocultar la barra lateral",
    "streamlit.pages": "App pages => Páginas",
    "streamlit.heading": "Link to heading => Enlace a este título",
    "streamlit.progress": "progress => progreso",
    "streamlit.help": "Help => Ayuda",
    "streamlit.copy": "Copy to clipboard => Copiar",
    "streamlit.copied": "Copied => Copiado",
    "streamlit.file": "file upload => subir un archivo",
    "streamlit.add": "Add files => Cambiar el archivo",
    "streamlit.upload": "Upload => Elegir archivo",
    "streamlit.drop": "Drag and drop a file here => Suelte aquí el archivo",
    "streamlit.choose": "Choose an option => Elija una opción",
    "streamlit.select": "Select an option => Elija una opción",
    "streamlit.open": "Open => Abrir",
    "streamlit.close": "Close => Cerrar",
    "streamlit.none": "No results => Sin resultados",
    "streamlit.no_options": "No options to select => No hay opciones",
    "streamlit.clear": "Clear value => Borrar",
    "streamlit.apply": "Press Enter to apply => Pulse Intro para aplicar",
    "streamlit.submit": "Press Enter to submit form => Pulse Intro para enviar",
    "streamlit.running": "Running... => Calculando…",
    "streamlit.stop": "Stop => Detener",
    "streamlit.connecting": "Connecting => Conectando",
    "streamlit.lost": "Connection error => Error de conexión",
    "streamlit.previous": "Previous => Anterior",
    "streamlit.next": "Next => Siguiente",
    "streamlit.fullscreen": "Fullscreen => Pantalla completa",
    "streamlit.close_fullscreen": "Close fullscreen => Salir de pantalla completa",
    "streamlit.skip": "Skip to main content => Ir al contenido",
    "streamlit.like.help": "Help for (.*?) ?\\*? => Ayuda: $1",
    "streamlit.like.remove": "Remove (.*) => Quitar $1",
    "streamlit.like.limit": "(\\d+)\\.?\\d*\\s?MB per file • (.*) => Hasta $1 MB • $2",
    "streamlit.like.too_large": (
        "File must be (.*) or smaller\\. => El archivo es demasiado grande: como máximo $1."
    ),
    "streamlit.like.type": "(.*) files are not allowed\\. => No se admiten archivos de tipo $1.",
    "streamlit.like.size": "(.*\\d)\\.(\\d+) ?([KMG]?B) => $1,$2 $3",
    "streamlit.like.whole_size": "(.*\\d)([KMG]B) => $1 $2",
    "streamlit.like.number": "(-?\\d+)\\.(\\d+) => $1,$2",
}
