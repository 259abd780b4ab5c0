# Palavras do que um certificado vale em outro país.

outcome-full = Reconhecido por completo
outcome-partial = Reconhecido em parte
outcome-provisional = Reconhecido por um tempo
outcome-not-held = O certificado não mostra o que se reconhece
outcome-refused = Não reconhecido
outcome-not-examined = Ninguém o examinou ainda
recognition-full = Conta como o perfil completo «{ $title }».
recognition-covers = Cobre { $covered } de { $all } unidades do perfil «{ $title }».
recognition-not-held = O certificado não mostra nenhuma unidade que conte para o perfil «{ $title }».
recognition-not-whole = Só o certificado completo conta como o perfil «{ $title }». Este não mostra todas as suas unidades.
recognition-refused = A autoridade de { $country } examinou e decidiu que não conta.
recognition-nobody-decided = Nenhuma autoridade de { $country } decidiu sobre este padrão. Isso não diz nada contra: pergunte.
recognition-none-applies = Nenhuma decisão vale para esta pergunta
recognition-reason = Motivo: { $reason }
recognition-illustrative = Resultado ilustrativo: nenhuma autoridade o decidiu.
recognition-unknown-standard = O registro não conhece o padrão { $code }.
recognition-version-assumed = O certificado não diz a versão. Consultou-se a mais nova: { $code }.
recognition-conditions = Condições
recognition-from = Em vigor desde { $day }.
recognition-until = Vale até { $day }.
recognition-months =
    { $months ->
        [one] Vale um mês desde que a autoridade registra a pessoa.
       *[other] Vale { $months } meses desde que a autoridade registra a pessoa.
    }
recognition-path = De onde vem este resultado
recognition-ask = A quem perguntar
unit-covered = Coberta
unit-missing = Falta
unit-not-held = Falta no seu certificado
means-assessment = Completa-se com uma avaliação
means-training = Completa-se com um curso
means-training-and-assessment = Completa-se com um curso e uma avaliação
close-hours =
    { $hours ->
        [one] cerca de uma hora
       *[other] umas { $hours } horas
    }
close-provider = em { $name }
agreement-status-signed = assinado, ainda sem vigência
agreement-status-pilot = acordo piloto
agreement-status-in-force = em vigor
agreement-status-ended = encerrado
agreement-ended-remains = O acordo terminou. As decisões tomadas com ele continuam.
legal-basis-not-applicable = Não obrigava os dois países na data consultada.
version-number = versão { $n }
illustrative = Ilustrativo
unofficial-translation = tradução não oficial
information-title = Informação, não reconhecimento
information-text = Isto existe, mas ninguém decidiu com base nisso.
information-mapping = Equivalência técnica publicada
information-not = Não é: { $relation }
information-occupation = Ocupação parecida
information-isco = Mesmo grupo { $code } da classificação de ocupações CIUO-08
information-agreement = Acordo que cobre este setor
information-ended = Decisão que já terminou
information-ended-on = Terminou em { $day }
predicate-exact-match = equivalência exata
predicate-close-match = equivalência próxima
predicate-broad-match = o outro é mais amplo
predicate-narrow-match = o outro é mais estreito
predicate-related-match = relacionado
sector-agriculture = agricultura
sector-care = cuidados
sector-commerce = comércio
sector-construction = construção
sector-education = educação
sector-energy = energia
sector-hospitality = hotelaria
sector-manufacturing = indústria
sector-services = serviços
sector-transport = transporte
worth-title = Quanto vale em outro país?
worth-country = País
worth-choose = Escolha um país…
openings-title = Onde completar o que falta
opening-remote = a distância
recognition-step-by-step = Passo a passo
information-withdrawn = Foi tornada sem efeito: { $reason }
recognition-only-issuers = Só para certificados de: { $names }
recognition-together = Contando juntos { $n } certificados.
unit-covered-by = Com { $names }
information-other-issuers = Decisão sobre certificados de outras instituições
worth-together = Contar junto também
worth-together-hint = Algumas decisões permitem somar os outros certificados vigentes desta carteira.
information-other-target = Decisão para outro perfil
