# Palabras de la página donde se trae un certificado para comprobarlo.

verify-title = Comprobar un certificado
verify-lead = Use lo que le mostró la persona: un enlace, un archivo o un código QR.
verify-private = La comprobación se hace en este navegador. El certificado no se envía a ninguna parte.
verify-text = Enlace o contenido del certificado
verify-text-hint = Péguelo completo, tal como se lo dieron. También puede soltar un archivo aquí.
verify-do = Comprobar
verify-file = Archivo, o imagen con el código QR
verify-file-hint = Un archivo JSON, o una imagen PNG o JPG donde se vea el código entero.
verify-wrong-empty = Pegue un enlace o el contenido, o elija un archivo.
verify-wrong-cut = El enlace está incompleto: falta la parte después de «#». Cópielo entero.
verify-wrong-elsewhere = Este enlace es de otro registro. Ábralo directamente en el navegador.
verify-wrong-claim = Este enlace sirve para recibir un certificado. Pida a la persona el enlace para compartir.
verify-wrong-unknown = Esto no es un enlace ni un certificado. Pida el enlace o el archivo original.
verify-wrong-picture = No se encontró un código en la imagen. Pruebe con una más nítida, de frente y completa.
verify-wrong-pdf = Un PDF no se puede leer aquí. Haga una captura de pantalla del código QR y elíjala.
verify-wrong-file = El archivo no se puede leer como texto. Pida el archivo original.
verify-wrong-large = El archivo es demasiado grande. Pida el enlace o el archivo original.

ask-instead = ¿La persona está con usted?
ask-instead-text = Pida a su teléfono solo los datos que necesita. La persona decide.
ask-instead-do = Pedir datos a la persona
