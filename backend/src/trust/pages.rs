//! Pages small enough to be credentials: a reader of credentials takes so many statements and so many
//! bytes and no more, however much a body may certify.

use puente_wire::issuers::{Accreditation, Issuer};

use super::PER_PAGE;

/// What a page may come to. Readers, ours among them, take about twice as much
/// (`puente_credentials::json::Limits::CREDENTIAL`).
const MOST: Size = Size { statements: 2_400, bytes: 100 * 1024 };
/// Codes of a sector in one action; with more, the action is said in parts.
const MOST_CODES: usize = 800;

/// How large something gets as a credential, roughly and rather too large.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    statements: usize,
    bytes: usize,
}

impl Size {
    fn of_body(issuer: &Issuer) -> Self {
        let website = issuer.contact.website.as_ref().map_or(0, String::len);
        Self { statements: 8, bytes: 300 + 2 * issuer.name.len() + issuer.did.len() + website }
    }

    fn of_action(one: &Accreditation) -> Self {
        let texts = [Some(&one.act), one.act_url.as_ref(), one.centre.as_ref(), one.standard.as_ref()];
        let codes = one.sector_standards.iter().map(|code| code.len() + 4);
        let texts = texts.into_iter().flatten().map(String::len);
        Self { statements: 14 + one.sector_standards.len(), bytes: 400 + codes.chain(texts).sum::<usize>() }
    }

    fn plus(self, other: Self) -> Self {
        Self { statements: self.statements + other.statements, bytes: self.bytes + other.bytes }
    }

    fn fits(self) -> bool {
        self.statements <= MOST.statements && self.bytes <= MOST.bytes
    }
}

/// The bodies in pages, in their order. A body that is too much for a page goes on on the next one,
/// with the accreditations that are left; the same said twice is said once.
pub(super) fn pages(bodies: Vec<Issuer>) -> Vec<Vec<Issuer>> {
    let mut pages = Vec::new();
    let mut page: Vec<Issuer> = Vec::new();
    let mut size = Size::default();
    for mut body in bodies {
        let actions = actions(std::mem::take(&mut body.accreditations));
        let mut part = Issuer { accreditations: Vec::new(), ..body.clone() };
        let own = Size::of_body(&body);
        let first = actions.first().map_or(own, |first| own.plus(Size::of_action(first)));
        if page.len() == PER_PAGE || !size.plus(first).fits() {
            pages.push(std::mem::take(&mut page));
            size = Size::default();
        }
        size = size.plus(own);
        for action in actions {
            let next = Size::of_action(&action);
            if !size.plus(next).fits() && !part.accreditations.is_empty() {
                page.push(std::mem::replace(&mut part, Issuer { accreditations: Vec::new(), ..body.clone() }));
                pages.push(std::mem::take(&mut page));
                size = own;
            }
            size = size.plus(next);
            part.accreditations.push(action);
        }
        page.push(part);
    }
    pages.push(page);
    pages.retain(|page| !page.is_empty());
    pages
}

/// Each accreditation once, long lists of codes in parts.
fn actions(accreditations: Vec<Accreditation>) -> Vec<Accreditation> {
    let mut actions: Vec<Accreditation> = Vec::with_capacity(accreditations.len());
    for one in accreditations {
        if one.sector_standards.len() <= MOST_CODES {
            actions.push(one);
            continue;
        }
        let parts = one.sector_standards.chunks(MOST_CODES);
        actions.extend(parts.map(|codes| Accreditation { sector_standards: codes.to_vec(), ..one.clone() }));
    }
    let mut said = std::collections::HashSet::new();
    actions.retain(|one| said.insert(format!("{one:?}")));
    actions
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use competency_frameworks::Sector;
    use puente_wire::issuers::Contact;
    use puente_wire::session::OrganisationKind;

    use super::*;

    fn body(slug: &str, accreditations: Vec<Accreditation>) -> Issuer {
        Issuer {
            did: format!("did:web:registro.example:orgs:{slug}"),
            slug: slug.into(),
            name: slug.into(),
            short_name: None,
            country: "CO".into(),
            kind: OrganisationKind::CertificationBody,
            contact: Contact::default(),
            accreditations,
            illustrative: false,
        }
    }

    fn accreditation(act: &str, codes: usize) -> Accreditation {
        Accreditation {
            framework: "co-sena-nscl".into(),
            standard: None,
            sector: (codes > 0).then_some(Sector::Construction),
            sector_standards: (0..codes).map(|code| format!("{act} {code}")).collect(),
            centre: None,
            from: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default(),
            until: None,
            act: act.into(),
            act_url: None,
            illustrative: true,
        }
    }

    #[test]
    fn what_fits_stays_on_one_page_and_nobody_is_no_page() {
        let bodies: Vec<_> = (0..20).map(|n| body(&format!("b{n}"), vec![accreditation("Acto", 0)])).collect();
        assert_eq!(pages(bodies.clone()), [bodies]);
        assert!(pages(Vec::new()).is_empty());
    }

    #[test]
    fn nothing_is_lost_and_no_page_is_too_large() {
        let many: Vec<_> = (0..700).map(|n| accreditation(&format!("Acto {n}"), n % 7)).collect();
        let long = vec![accreditation("Sector", 3_000)];
        let pages = pages(vec![body("a", Vec::new()), body("b", many), body("c", long), body("d", Vec::new())]);
        assert!(pages.len() > 4);
        for page in &pages {
            let bodies = page.iter().map(Size::of_body);
            let actions = page.iter().flat_map(|body| &body.accreditations).map(Size::of_action);
            assert!(bodies.chain(actions).fold(Size::default(), Size::plus).fits());
        }
        let on = |slug: &str| pages.iter().flatten().filter(|body| body.slug == slug).collect::<Vec<_>>();
        assert_eq!((on("a").len(), on("d").len()), (1, 1));
        assert_eq!(on("b").iter().map(|body| body.accreditations.len()).sum::<usize>(), 700);
        let codes = on("c").into_iter().flat_map(|body| &body.accreditations).map(|one| one.sector_standards.len());
        assert_eq!(codes.sum::<usize>(), 3_000);
    }

    #[test]
    fn a_page_has_so_many_bodies_and_no_more() {
        let bodies: Vec<_> = (0..=PER_PAGE).map(|n| body(&format!("b{n}"), Vec::new())).collect();
        let sizes: Vec<usize> = pages(bodies).iter().map(Vec::len).collect();
        assert_eq!(sizes, [PER_PAGE, 1]);
    }

    #[test]
    fn the_same_is_said_once() {
        let twice = vec![accreditation("Acto", 0), accreditation("Acto", 0), accreditation("Otro", 0)];
        let pages = pages(vec![body("a", twice)]);
        assert_eq!(pages.iter().flatten().map(|body| body.accreditations.len()).sum::<usize>(), 2);
    }
}
