# Words of what a certificate counts for in another country.

outcome-full = Recognised in full
outcome-partial = Recognised in part
outcome-provisional = Recognised for a time
outcome-not-held = The certificate does not show what is recognised
outcome-refused = Not recognised
outcome-not-examined = Nobody has examined it yet
recognition-full = It counts as the whole profile “{ $title }”.
recognition-covers = It covers { $covered } of { $all } units of the profile “{ $title }”.
recognition-not-held = The certificate shows no unit that counts for the profile “{ $title }”.
recognition-not-whole = Only the whole certificate counts as the profile “{ $title }”. This one does not show all of its units.
recognition-refused = The authority of { $country } examined it and decided that it does not count.
recognition-nobody-decided = No authority of { $country } has decided on this standard. That says nothing against it: ask.
recognition-none-applies = No decision answers this question
recognition-reason = Reason: { $reason }
recognition-illustrative = Illustrative result: no authority has decided it.
recognition-unknown-standard = The registry does not know the standard { $code }.
recognition-version-assumed = The certificate does not say which version. The newest was looked up: { $code }.
recognition-conditions = Conditions
recognition-from = In effect since { $day }.
recognition-until = Valid until { $day }.
recognition-months =
    { $months ->
        [one] Valid for one month from the day the authority registers the person.
       *[other] Valid for { $months } months from the day the authority registers the person.
    }
recognition-path = Where this result comes from
recognition-ask = Whom to ask
unit-covered = Covered
unit-missing = Missing
unit-not-held = Missing in your certificate
means-assessment = An assessment completes it
means-training = A course completes it
means-training-and-assessment = A course and an assessment complete it
close-hours =
    { $hours ->
        [one] about one hour
       *[other] about { $hours } hours
    }
close-provider = at { $name }
agreement-status-signed = signed, not yet in force
agreement-status-pilot = pilot agreement
agreement-status-in-force = in force
agreement-status-ended = ended
agreement-ended-remains = The agreement has ended. Decisions taken under it remain.
legal-basis-not-applicable = It did not bind both countries on the date asked about.
version-number = version { $n }
illustrative = Illustrative
unofficial-translation = unofficial translation
information-title = Information, not recognition
information-text = This exists, but nobody has decided with it.
information-mapping = Published technical mapping
information-not = It is not: { $relation }
information-occupation = Similar occupation
information-isco = Same group { $code } of the occupation classification ISCO-08
information-agreement = Agreement that covers this sector
information-ended = Decision that has ended
information-ended-on = Ended on { $day }
predicate-exact-match = exact match
predicate-close-match = close match
predicate-broad-match = the other is wider
predicate-narrow-match = the other is narrower
predicate-related-match = related
sector-agriculture = agriculture
sector-care = care
sector-commerce = commerce
sector-construction = construction
sector-education = education
sector-energy = energy
sector-hospitality = hotels and restaurants
sector-manufacturing = manufacturing
sector-services = services
sector-transport = transport
worth-title = What is it worth in another country?
worth-country = Country
worth-choose = Choose a country…
openings-title = Where to close what is missing
opening-remote = remote
recognition-step-by-step = Step by step
information-withdrawn = Taken back: { $reason }
recognition-only-issuers = Only for certificates from: { $names }
recognition-together = Counting { $n } certificates together.
unit-covered-by = With { $names }
information-other-issuers = Decision on certificates from other bodies
worth-together = Count together with
worth-together-hint = Some decisions let the other certificates in this wallet add up, if they are in force.
information-other-target = Decision for another profile
