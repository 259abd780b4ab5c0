# Palabras de todas las pantallas. Se trata a la persona de usted; frases de 20 palabras o menos.

skip-to-content = Ir al contenido
language = Idioma
places = Lugares principales
place-wallet = Mis certificados
place-verify = Comprobar
demonstration-band = Datos de demostración: ninguna institución nombrada aquí ha emitido ni avalado nada.
footer-what = Puente es un registro abierto de certificados de competencias.
footer-interface = Interfaz para programas
title-error = Error: { $title }
not-found-title = Esta página no existe
not-found-text = La dirección está mal escrita, o la página se movió.
to-home = Ir al inicio
loading = Cargando…
retry = Intentar de nuevo
cancel = Cancelar
search = Buscar
copy = Copiar
copied = Copiado
copy-failed = No se pudo copiar. Selecciónelo y cópielo usted.
error-summary-title = Hay un problema
combobox-count =
    { $n ->
        [one] Una propuesta. Use las flechas para elegir.
       *[other] { $n } propuestas. Use las flechas para elegir.
    }
pager-label = Páginas de la lista
pager-none = Ningún resultado
pager-shown = { $first }–{ $last } de { $total }
pager-previous = Anteriores
pager-next = Siguientes
failure-network = No hay conexión con el registro. Revise su conexión e inténtelo de nuevo.
failure-unreadable = El registro respondió algo que esta página no entiende. Inténtelo de nuevo en un momento.
failure-unknown = No se pudo hacer. Inténtelo de nuevo en un momento.
failure-field = Revise este dato.

# Países
country-AR = Argentina
country-BO = Bolivia
country-BR = Brasil
country-CL = Chile
country-CO = Colombia
country-CR = Costa Rica
country-CU = Cuba
country-DO = República Dominicana
country-EC = Ecuador
country-ES = España
country-GT = Guatemala
country-GY = Guyana
country-HN = Honduras
country-HT = Haití
country-MX = México
country-NI = Nicaragua
country-PA = Panamá
country-PE = Perú
country-PT = Portugal
country-PY = Paraguay
country-SR = Surinam
country-SV = El Salvador
country-US = Estados Unidos
country-UY = Uruguay
country-VE = Venezuela
technical-details = Detalles técnicos
failure-storage = Este navegador no guarda datos. Salga del modo privado o libere espacio, e inténtelo de nuevo.

# Lo que cuenta en otro país
choose-file = Elegir un archivo

## Comprobar un certificado
camera-title = Con la cámara
camera-open = Abrir la cámara
camera-close = Cerrar la cámara
camera-hint = Ponga el código QR delante de la cámara. La imagen no se guarda ni se envía.
camera-view = Lo que ve la cámara
camera-refused = No se pudo abrir la cámara. Permítala en el navegador, o elija una imagen.
