# Palabras de la portada.

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
look-up-nothing = No hay nada con esas palabras. Pruebe con otras, o con el código.
look-up-date = Fecha
look-up-date-hint = Sin fecha, vale la de hoy.
look-up-send = Consultar
look-up-in = En { $country }, el { $day }
look-up-copy = Copiar el enlace a este resultado
