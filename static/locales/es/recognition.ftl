# Palabras de lo que un certificado cuenta en otro país.

outcome-full = Reconocido por completo
outcome-partial = Reconocido en parte
outcome-provisional = Reconocido por un tiempo
outcome-not-held = El certificado no muestra lo que se reconoce
outcome-refused = No reconocido
outcome-not-examined = Nadie lo ha examinado todavía
recognition-full = Cuenta como el perfil completo «{ $title }».
recognition-covers = Cubre { $covered } de { $all } unidades del perfil «{ $title }».
recognition-not-held = El certificado no muestra ninguna unidad que cuente para el perfil «{ $title }».
recognition-not-whole = Solo el certificado completo cuenta como el perfil «{ $title }». Este no muestra todas sus unidades.
recognition-refused = La autoridad de { $country } lo examinó y decidió que no cuenta.
recognition-nobody-decided = Ninguna autoridad de { $country } ha decidido sobre esta norma. Eso no dice nada en contra: pregunte.
recognition-none-applies = Ninguna decisión vale para esta pregunta
recognition-reason = Motivo: { $reason }
recognition-illustrative = Resultado ilustrativo: ninguna autoridad lo ha decidido.
recognition-unknown-standard = El registro no conoce la norma { $code }.
recognition-version-assumed = El certificado no dice la versión. Se consultó la más nueva: { $code }.
recognition-conditions = Condiciones
recognition-from = Vigente desde el { $day }.
recognition-until = Vale hasta el { $day }.
recognition-months =
    { $months ->
        [one] Vale un mes desde que la autoridad registra a la persona.
       *[other] Vale { $months } meses desde que la autoridad registra a la persona.
    }
recognition-path = De dónde sale este resultado
recognition-ask = A quién preguntar
unit-covered = Cubierta
unit-missing = Falta
unit-not-held = Falta en su certificado
means-assessment = Se completa con una evaluación
means-training = Se completa con un curso
means-training-and-assessment = Se completa con un curso y una evaluación
close-hours =
    { $hours ->
        [one] alrededor de una hora
       *[other] unas { $hours } horas
    }
close-provider = en { $name }
agreement-status-signed = firmado, aún sin vigencia
agreement-status-pilot = acuerdo piloto
agreement-status-in-force = en vigor
agreement-status-ended = terminado
agreement-ended-remains = El acuerdo terminó. Las decisiones tomadas con él siguen.
legal-basis-not-applicable = No obligaba a los dos países en la fecha consultada.
version-number = versión { $n }
illustrative = Ilustrativo
unofficial-translation = traducción no oficial
information-title = Información, no reconocimiento
information-text = Esto existe, pero nadie ha decidido con ello.
information-mapping = Equivalencia técnica publicada
information-not = No es: { $relation }
information-occupation = Ocupación parecida
information-isco = Mismo grupo { $code } de la clasificación de ocupaciones CIUO-08
information-agreement = Acuerdo que cubre este sector
information-ended = Decisión que ya terminó
information-ended-on = Terminó el { $day }
predicate-exact-match = equivalencia exacta
predicate-close-match = equivalencia cercana
predicate-broad-match = la otra es más amplia
predicate-narrow-match = la otra es más estrecha
predicate-related-match = relacionada
sector-agriculture = agricultura
sector-care = cuidados
sector-commerce = comercio
sector-construction = construcción
sector-education = educación
sector-energy = energía
sector-hospitality = hotelería
sector-manufacturing = manufactura
sector-services = servicios
sector-transport = transporte
worth-title = ¿Cuánto vale en otro país?
worth-country = País
worth-choose = Elija un país…
openings-title = Dónde completar lo que falta
opening-remote = a distancia
recognition-step-by-step = Paso a paso
information-withdrawn = Se dejó sin efecto: { $reason }
recognition-only-issuers = Solo para certificados de: { $names }
recognition-together = Contando juntos { $n } certificados.
unit-covered-by = Con { $names }
information-other-issuers = Decisión sobre certificados de otras instituciones
worth-together = Contar juntos también
worth-together-hint = Algunas decisiones permiten sumar los otros certificados vigentes de esta billetera.
information-other-target = Decisión para otro perfil
