//! Words that say one thing in Spanish, Portuguese and English, and words that say next to nothing.
//!
//! Cognates meet in their stems; what is here has different roots (`limpieza`, `aseo`, `cleaning`) or is
//! formed in several ways from one (`vender`, `venta`). Plain words of trades, folded; none is taken from
//! a classification.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::spelling::stem;

/// What is done, what it is done to, and where: a name for it, and the words for it, blanks between.
const CONCEPTS: [(&str, &str); 84] = [
    // What is done.
    ("=clean", "limpiar limpieza limpiador aseo asear aseador limpar limpeza faxina higienizar clean cleaning cleaner"),
    ("=drive", "conducir conduccion conductor chofer motorista conduzir drive driving driver"),
    (
        "=repair",
        "reparar reparacion reparador conserto consertar repair repairer mantener mantenimiento manutencion manutencao \
         manter maintain maintenance",
    ),
    ("=install", "instalar instalacion instalador colocar colocacion colocador install installer installation fit"),
    ("=assemble", "montar montaje montador armar armado ensamblar ensamble ensamblador assemble assembly assembler"),
    ("=care", "cuidar cuidado cuidador care carer caring caregiver"),
    ("=cook", "cocinar cocinero cocina cozinha cozinhar cozinheiro cook cooking culinario gastronomia"),
    ("=train", "capacitar capacitacion capacitador treinar treinamento training trainer adiestramiento"),
    ("=weld", "soldar soldadura soldador solda soldagem weld welding welder"),
    ("=cut", "cortar corte cortador cut cutting cutter"),
    ("=paint", "pintar pintura pintor paint painting painter"),
    ("=sew", "coser costura costurero costurar confeccion confeccionar sew sewing"),
    ("=build", "construir construccion constructor construction build building builder edificacion"),
    ("=harvest", "cosechar cosecha cosechador colheita colher harvest harvesting picking picker"),
    ("=grow", "cultivar cultivo cultivador sembrar siembra plantar plantio grow growing grower crop"),
    ("=raise", "criar cria criador criacao breed breeding breeder"),
    ("=guard", "vigilar vigilancia vigilante custodia custodiar guardia guarda guard guarding vigia"),
    ("=inspect", "inspeccionar inspeccion inspector inspecionar inspecao fiscalizar inspect inspection"),
    ("=design", "disenar diseno disenador design designer projetar projetista"),
    ("=code", "programar programador programacion codificar coding software developer desarrollador desenvolvedor"),
    ("=print", "imprimir impresion impresor impressao print printing printer"),
    ("=sell", "vender venta vendas sell selling sale sales comercializar comercializacion"),
    ("=buy", "comprar compra comprador buy buyer purchasing purchase"),
    ("=pack", "empacar empaque empacador embalar embalaje embalagem envasar envasado envase pack packing packer"),
    ("=teach", "ensenar ensenanza ensinar ensino teach teaching"),
    ("=diagnose", "diagnosticar diagnostico diagnose diagnosis"),
    ("=evaluate", "evaluar evaluacion evaluador avaliar avaliacao avaliador assessment assessor evaluate"),
    ("=weave", "tejer tejido tejedor tecer tecelagem tecelao weave weaving weaver"),
    ("=wash", "lavar lavado lavador lavandero lavanderia wash washing washer laundry"),
    ("=deliver", "repartir reparto repartidor entregar entrega entregador deliver delivery"),
    ("=write", "escribir escritor redactar redactor redaccion escrever write writer writing"),
    ("=translate", "traducir traductor traduccion traduzir tradutor traducao translate translator translation"),
    ("=massage", "masaje masajista massagem massagista massage masseur"),
    ("=dig", "excavar excavacion excavadora escavar escavacao escavadeira excavator digging"),
    // What it is done to.
    ("=food", "alimento comida platillo refeicao meal food prato plato"),
    ("=truck", "camion caminhao lorry truck camionero caminhoneiro"),
    ("=bus", "autobus onibus bus microbus omnibus"),
    ("=car", "automovil automovel carro car coche vehiculo veiculo vehicle automotriz automotor automotivo"),
    ("=engine", "motor engine"),
    ("=elderly", "anciano idoso elderly geriatrico gerontologico vejez senil"),
    ("=child", "nino nina infantil crianca child children infancia"),
    ("=brick", "ladrillo tijolo brick mamposteria alvenaria masonry albanileria bricklaying"),
    ("=wall", "muro pared parede wall"),
    ("=tile", "azulejo baldosa tile enchape"),
    ("=floor", "piso suelo floor flooring"),
    ("=roof", "techo tejado telhado roof roofing techumbre"),
    ("=pipe", "tuberia caneria tubulacao encanamento pipe piping plumbing plomeria fontaneria"),
    ("=water", "agua water hidrico"),
    ("=electric", "electricidad electrico electricista eletrico electric electrical electrician electricity wiring"),
    ("=wood", "madera madeira wood wooden timber"),
    ("=concrete", "concreto hormigon concrete betao"),
    ("=clothes", "prenda ropa vestido vestuario roupa clothing garment clothes indumentaria"),
    ("=shoe", "zapato zapatero calzado calcado sapato sapateiro shoe footwear"),
    ("=meat", "carne carnicero meat carnico"),
    ("=cow", "vaca bovino ganado gado vacuno cow cattle res"),
    ("=poultry", "pollo gallina frango galinha poultry chicken avicultura avicola"),
    ("=fish", "pez peces pescado peixe fish pesca pescador fishing"),
    ("=bee", "abeja abelha bee colmena colmeia hive apicultura apicultor miel honey"),
    ("=tree", "arbol arvore tree arborea"),
    ("=forest", "bosque floresta forest forestal florestal forestry silvicultura"),
    ("=computer", "computador ordenador computadora computer computo informatica informatico"),
    ("=phone", "telefono telefonico telefone phone telephone celular"),
    ("=waste", "basura lixo residuo waste desecho refuse garbage desperdicio trash"),
    ("=fire", "incendio fuego fogo fire bombero bombeiro firefighter"),
    ("=tourist", "turista turismo tourist tourism tour turistico"),
    ("=beauty", "belleza beleza estetica esteticista cosmetologia beauty"),
    ("=nurse", "enfermeria enfermero enfermagem enfermeiro nursing nurse"),
    ("=tooth", "dental dentista diente dente odontologia odontologo bucal odontologico"),
    ("=steel", "acero aco steel"),
    ("=glass", "vidrio vidro glass vidriero vidraceiro glazier"),
    ("=leather", "cuero couro leather piel"),
    ("=mine", "mina minero mineria minerador mineracao mine mining miner"),
    ("=ship", "barco buque navio embarcacion ship boat vessel naval"),
    ("=railway", "tren trem ferrocarril ferroviario ferrovia train rail railway locomotora locomotiva"),
    ("=aircraft", "avion aviao aeronave aircraft airline aeroplane airplane aviacion"),
    ("=pest", "plaga praga pest plaguicida agrotoxico pesticida pesticide fumigar fumigacion fumigador"),
    ("=hair", "cabello cabelo hair peluqueria peluquero cabeleireiro hairdresser capilar"),
    ("=accounts", "contable contabil contabilidad contabilidade accounting bookkeeping accountant"),
    // Where, and for whom.
    ("=home", "casa hogar domicilio domestico vivienda lar home residencial residencia household dwelling"),
    ("=hotel", "hotel hospedaje alojamiento huesped hospede guest hotelaria hotelero hospedagem accommodation"),
    ("=store", "almacen bodega deposito warehouse almoxarifado estoque inventario stock storekeeper"),
    ("=customer", "cliente customer client"),
    ("=garden", "jardin jardim garden jardinero jardinagem jardineria gardener gardening"),
    ("=street", "calle rua street"),
];

/// Words of every trade, that say next to nothing about any.
const GENERIC: &str = "prestar prestacion prestacao servicio servico service realizar realizacion ejecutar ejecucion \
    executar execucao efectuar efetuar aplicar aplicacion aplicacao desarrollar brindar ofrecer oferecer proporcionar \
    atender atencion atencao atendimento manejo manejar uso usar utilizar utilizacion actividad atividade activity \
    proceso processo process procedimiento procedimento procedure tecnica technique sistema system trabajo trabalho \
    work labor tarea tarefa task implementar implementacion implementacao integral basico basica basic adecuado \
    elaborar elaboracion elaboracao fazer perform provide gestionar gestion gestao participar apoyar \
    norma normativa calidad qualidade quality equipo equipamento equipment presencial individual grupal segura seguro \
    safely safe establecimiento estabelecimento centro center centre persona pessoa person people buenas practicas";

/// What a stem says, whatever the language.
pub(super) fn concept(of: &str) -> Option<&'static str> {
    static BY_STEM: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        CONCEPTS.iter().flat_map(|(name, words)| words.split(' ').map(|word| (stem(word), *name))).collect()
    });
    BY_STEM.get(of).copied()
}

/// Whether a stem says next to nothing.
pub(super) fn is_generic(of: &str) -> bool {
    static STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| GENERIC.split_ascii_whitespace().map(stem).collect());
    STEMS.contains(of)
}

/// Whether what follows a word, in a text that has said something, tells how and by which rules the work
/// is done (`según especificaciones técnicas`); `before` is the word before it.
pub(super) fn begins_manner(word: &str, before: &str) -> bool {
    match word {
        "segun" | "acorde" | "conforme" | "siguiendo" | "seguindo" | "cumpliendo" | "according" | "accordance"
        | "mediante" => true,
        "acuerdo" | "acordo" => before == "de",
        "base" => matches!(before, "con" | "com"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_says_two_things() {
        let words = || CONCEPTS.iter().flat_map(|(name, words)| words.split(' ').map(move |word| (*name, word)));
        let said = |word: &str| (concept(&stem(word)), is_generic(&stem(word)));
        let unclear: Vec<_> = words().filter(|(name, word)| said(word) != (Some(*name), false)).collect();
        assert!(unclear.is_empty(), "{unclear:?}");
        let names: HashSet<&str> = words().map(|(name, _)| name).collect();
        assert_eq!(names.len(), CONCEPTS.len());
    }

    #[test]
    fn one_thing_is_said_in_three_languages() {
        for words in
            [["limpieza", "faxina", "cleaners"], ["camioneros", "caminhoes", "lorry"], ["obra", "serie", "mar"]]
        {
            let said = words.map(|word| concept(&stem(word)));
            assert!(said.windows(2).all(|two| two.first() == two.last()), "{words:?} {said:?}");
        }
    }
}
