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
