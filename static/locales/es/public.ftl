# Palabras de la portada, la billetera y la comprobación.

home-title = Su oficio vale aquí y allá
home-lead = Guarde sus certificados en su teléfono, compruebe si uno es auténtico y sepa cuánto vale en otro país.
door-wallet = Tengo certificados
door-wallet-text = Recíbalos, guárdelos y muéstrelos. Sin cuenta ni correo.
door-verify = Quiero comprobar un certificado
door-verify-text = Con el enlace, el archivo o el código QR.
door-institution = Trabajo en una institución
door-institution-text = Evaluar, certificar, mantener equivalencias.
look-up-title = ¿Cuánto vale mi certificado en otro país?
look-up-standard = Su certificado o norma
look-up-standard-hint = Escriba el código o unas palabras, y elija de la lista.
look-up-choose-one = Elija una norma de la lista
look-up-country = País de destino
look-up-date = Fecha
look-up-date-hint = Vacía: hoy
look-up-send = Consultar
look-up-in = En { $country }, el { $day }
look-up-copy = Copiar el enlace a este resultado

## Mis certificados

wallet-places = Mis certificados: lugares
wallet-tab-certificates = Certificados
wallet-tab-shares = Enlaces
wallet-tab-backup = Copia
wallet-tab-accesses = Quién miró
wallet-title = Mis certificados
wallet-lead = Están en este teléfono. Solo usted decide a quién se los muestra.
wallet-claim = Recibir un certificado
wallet-backup = Guardar una copia
wallet-restore = Traer una copia
wallet-open = Ver y compartir
wallet-open-says = Ver y compartir: { $title }
wallet-empty-title = Todavía no hay certificados aquí
wallet-empty-text = Reciba uno con el enlace o el código QR que le dio su institución. No necesita cuenta ni correo.

certificate-title = Certificado
certificate-unreadable = Este certificado no se puede leer.
certificate-missing-title = Este certificado no está en este teléfono
certificate-missing-text = Puede estar en otro teléfono o navegador. Si guardó una copia, tráigala aquí.
received-title = El certificado ya está en este teléfono
received-text = Si pierde el teléfono, podrá recuperarlo con una copia.
units-assessed = Unidades evaluadas
details-received = Recibido en este teléfono: { $instant }.
details-text = El archivo firmado sirve para programas que comprueban certificados.
details-file = Guardar el archivo firmado

share-title = Compartir este certificado
share-title-print = Imprimir con código QR
share-text = Se crea un enlace. Solo quien lo tenga puede ver el certificado; el registro no puede leerlo.
share-text-print = La hoja lleva un código QR. Quien tenga la hoja puede ver el certificado y comprobarlo.
share-lifetime = ¿Cuánto tiempo funciona el enlace?
share-lifetime-hint = El enlace termina; el certificado no.
lifetime-one-day = 1 día
lifetime-thirty-days = 30 días
lifetime-one-year = 1 año
lifetime-until-stopped = Hasta que yo lo detenga
share-make = Crear enlace
share-make-print = Crear e imprimir
print-without = Imprimir sin código
share-qr = Código QR del enlace
share-send = Enviar
share-copy = Copiar enlace
share-note = Puede ver cuántas veces se abrió, y detenerlo, en «Enlaces».

shares-title = Enlaces compartidos
shares-lead = Aquí ve cuántas veces se abrió cada enlace. Puede detenerlo cuando quiera.
shares-empty-title = No ha compartido ningún certificado
shares-empty-text = Abra un certificado y elija «Compartir».
share-works = Funciona
share-over = Se cumplió su plazo
share-stopped-at = Detenido: { $instant }
share-forgotten = El registro ya no tiene este enlace
share-made = Creado
share-opens = Abierto
share-opens-count =
    { $n ->
        [0] Nunca
        [one] Una vez
       *[other] { $n } veces
    }
share-last-open = Última vez
share-ends = Funciona hasta
share-show = Mostrar el enlace
share-hide = Ocultar el enlace
share-stop = Detener
share-stop-title = ¿Detener este enlace?
share-stop-text = Quien lo tenga ya no podrá ver el certificado. El certificado sigue siendo suyo y sigue vigente.
share-stop-yes = Sí, detener

claim-title = Recibir un certificado
claim-lead = Use el enlace, el código o el QR que le dio su institución.
claim-code = Código o enlace
claim-code-hint = Péguelo o escríbalo tal como se lo dieron.
claim-code-wrong = Este código no está completo. Cópielo entero, o pegue el enlace.
claim-picture = Foto del código QR
claim-picture-hint = Elija una foto o captura de pantalla donde se vea el código.
claim-picture-wrong = No se encontró un código en la imagen. Pruebe con una foto más nítida y de frente.

offer-issuer = Lo entrega
offer-for = Para (iniciales)
offer-until = Puede recibirlo hasta
offer-pin = PIN de 6 cifras
offer-pin-hint = Se lo dijo su institución, aparte del enlace.
offer-pin-wrong = El PIN tiene 6 cifras.
offer-attempts =
    { $n ->
        [one] Le queda un intento.
       *[other] Le quedan { $n } intentos.
    }
offer-claim = Recibir el certificado
offer-other-code = Usar otro código
offer-refused-expired = El plazo para recibir este certificado terminó
offer-refused-locked = El PIN se escribió mal demasiadas veces
offer-refused-withdrawn = Este código ya no sirve
offer-ask-again = Pida a su institución un código nuevo. El certificado no se ha perdido.

backup-title = Copia de seguridad
backup-lead = Con una copia recupera sus certificados si pierde o cambia el teléfono.
backup-make = Guardar una copia
backup-text = La copia es un archivo cifrado. Guárdelo fuera de este teléfono. Sin la contraseña nadie puede abrirlo, tampoco nosotros.
backup-passphrase = Contraseña de la copia
backup-passphrase-hint = Al menos { $n } caracteres. Varias palabras que usted recuerde sirven bien.
backup-again = Repita la contraseña
backup-save = Guardar la copia
backup-weak = Use al menos { $n } caracteres y no repita siempre los mismos.
backup-different = Las dos contraseñas no son iguales.
backup-made = La copia está guardada
backup-made-text = Busque el archivo { $name } en sus descargas y llévelo a un lugar seguro.
restore-title = Traer una copia
restore-text = Se agregan los certificados de la copia. Nada de lo que hay en este teléfono se borra.
restore-file = Archivo de la copia
restore-passphrase = Contraseña con que la guardó
restore-do = Traer los certificados
restore-no-file = Elija el archivo de la copia.
restore-wrong-passphrase = La contraseña no abre esta copia. Revísela e inténtelo de nuevo.
restore-not-a-copy = Este archivo no es una copia de certificados.
restore-too-new = Esta copia es de una versión más nueva. Vuelva a cargar la página e inténtelo de nuevo.
restore-done = Sus certificados están aquí
restore-done-text =
    { $added ->
        [0] La copia tiene { $all }; todos estaban ya en este teléfono.
        [one] La copia tiene { $all }; se agregó uno.
       *[other] La copia tiene { $all }; se agregaron { $added }.
    }

accesses-title = Quién miró mis datos
accesses-lead = Cada vez que una institución mira o cambia su registro, queda anotado aquí.
accesses-empty-title = Nadie ha mirado nada todavía
accesses-empty-text = Cuando reciba un certificado, aquí verá quién lo preparó y quién consulta su registro.
accesses-why = Motivo: { $reason }
accesses-more = Mostrar anteriores
access-other = Otra acción en su registro
access-by-member = una persona de la institución
access-by-program = un programa de la institución
access-by-registry = el registro
access-by-holder = quien tenía el enlace y el PIN
access-candidate-registered = Creó su registro
access-candidate-read = Consultó su registro
access-assessment-started = Empezó una evaluación
access-assessment-read = Consultó una evaluación
access-assessment-saved = Anotó evidencias o resultados
access-assessment-submitted = Envió la evaluación a firma
access-assessment-returned = Devolvió la evaluación
access-assessment-signed = Firmó la evaluación
access-assessment-closed-with-gaps = Cerró la evaluación con unidades pendientes
access-certificate-issued = Expidió un certificado
access-certificate-offered = Preparó la entrega de un certificado
access-certificate-claimed = Recibió el certificado en un teléfono
access-certificate-read = Consultó un certificado
access-certificate-suspended = Suspendió un certificado
access-certificate-suspension-lifted = Levantó la suspensión de un certificado
access-certificate-revoked = Revocó un certificado
access-offer-pin-wrong = Escribió mal el PIN

## Comprobar un certificado

verify-title = Comprobar un certificado
verify-lead = Use lo que le mostró la persona: un enlace, un archivo o un código QR.
verify-private = La comprobación se hace en este navegador. El certificado no se envía a ninguna parte.
verify-text = Enlace o contenido del certificado
verify-text-hint = Péguelo completo, tal como se lo dieron. También puede soltar un archivo aquí.
verify-do = Comprobar
verify-file = Archivo, o imagen con el código QR
verify-file-hint = Un archivo JSON, o una imagen PNG o JPG donde se vea el código entero.
verify-another = Comprobar otro
verify-result-title = Resultado
verify-wrong-empty = Pegue un enlace o el contenido, o elija un archivo.
verify-wrong-cut = El enlace está incompleto: falta la parte después de «#». Cópielo entero.
verify-wrong-elsewhere = Este enlace es de otro registro. Ábralo directamente en el navegador.
verify-wrong-claim = Este enlace sirve para recibir un certificado. Pida a la persona el enlace para compartir.
verify-wrong-unknown = Esto no es un enlace ni un certificado. Pida el enlace o el archivo original.
verify-wrong-picture = No se encontró un código en la imagen. Pruebe con una más nítida, de frente y completa.
verify-wrong-pdf = Un PDF no se puede leer aquí. Haga una captura de pantalla del código QR y elíjala.
verify-wrong-file = El archivo no se puede leer como texto. Pida el archivo original.
verify-wrong-large = El archivo es demasiado grande. Pida el enlace o el archivo original.
shared-title = Certificado compartido
share-wrong-key = El enlace está incompleto o cambiado
share-wrong-key-next = Pida a la persona que se lo envíe de nuevo y cópielo entero.
share-expired = El plazo de este enlace terminó
share-was-stopped = La persona detuvo este enlace
share-ended-next = Esto no dice nada del certificado. Pida a la persona un enlace nuevo.
share-unknown = Este enlace no existe
share-unknown-next = Revise que esté completo, o pida a la persona que se lo envíe de nuevo.
checks-title = Comprobaciones
checked-at = Comprobado: { $instant }.
camera-title = Con la cámara
camera-open = Abrir la cámara
camera-close = Cerrar la cámara
camera-hint = Ponga el código QR delante de la cámara. La imagen no se guarda ni se envía.
camera-view = Lo que ve la cámara
camera-refused = No se pudo abrir la cámara. Permítala en el navegador, o elija una imagen.
verify-forgotten = Ya no tenemos ese certificado
verify-forgotten-next = No lo guardamos: es de otra persona. Vuelva a traerlo para comprobarlo.
