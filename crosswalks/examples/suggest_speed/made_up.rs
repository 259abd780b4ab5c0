//! Titles nobody published, as many as wanted, and the same titles as somebody else would write them.

const ACTS: [(&str, &str); 24] = [
    ("Instalación", "Instalar"),
    ("Mantenimiento", "Mantener"),
    ("Reparación", "Reparar"),
    ("Operación", "Operar"),
    ("Supervisión", "Supervisar"),
    ("Elaboración", "Elaborar"),
    ("Preparación", "Preparar"),
    ("Limpieza", "Limpiar"),
    ("Montaje", "Montar"),
    ("Diseño", "Diseñar"),
    ("Venta", "Vender"),
    ("Transporte", "Transportar"),
    ("Inspección", "Inspeccionar"),
    ("Soldadura", "Soldar"),
    ("Cultivo", "Cultivar"),
    ("Cosecha", "Cosechar"),
    ("Empaque", "Empacar"),
    ("Calibración", "Calibrar"),
    ("Medición", "Medir"),
    ("Programación", "Programar"),
    ("Corte", "Cortar"),
    ("Ensamble", "Ensamblar"),
    ("Pintura", "Pintar"),
    ("Atención", "Atender"),
];

const THINGS: [(&str, &str); 40] = [
    ("redes eléctricas", "rede elétrica"),
    ("tuberías de agua", "água e tubulação"),
    ("motores diésel", "motor diesel"),
    ("equipos de refrigeración", "refrigeración, equipo"),
    ("muros de ladrillo", "ladrillos, muro"),
    ("techos metálicos", "techo metálico"),
    ("puertas de madera", "madera: puertas"),
    ("ventanas de aluminio", "aluminio: ventana"),
    ("calderas de vapor", "caldera a vapor"),
    ("bombas hidráulicas", "hidráulica, bomba"),
    ("maquinaria pesada", "máquinas pesadas"),
    ("vehículos ligeros", "vehículo ligero"),
    ("bicicletas", "bicicleta"),
    ("aeronaves", "aeronave"),
    ("embarcaciones", "embarcación"),
    ("alimentos congelados", "congelados (alimento)"),
    ("pan y pasteles", "pasteles y panes"),
    ("café tostado", "tostado de café"),
    ("frutas cítricas", "cítricos, fruta"),
    ("hortalizas orgánicas", "hortaliza orgánica"),
    ("ganado bovino", "bovinos, ganado"),
    ("aves de corral", "corral: aves"),
    ("peces de agua dulce", "agua dulce: peces"),
    ("prendas de vestir", "vestir, prenda"),
    ("calzado de cuero", "cuero: calzado"),
    ("muebles tapizados", "mueble tapizado"),
    ("vidrio templado", "templado de vidrio"),
    ("cerámica artesanal", "artesanía cerámica"),
    ("joyas de plata", "plata, joya"),
    ("libros impresos", "libro impreso"),
    ("programas informáticos", "programa informático"),
    ("bases de datos", "datos, bases"),
    ("cámaras de seguridad", "seguridad, cámara"),
    ("antenas satelitales", "antena satelital"),
    ("paneles solares", "panel solar"),
    ("aerogeneradores", "aerogenerador"),
    ("residuos peligrosos", "residuo peligroso"),
    ("jardines públicos", "jardín público"),
    ("personas mayores", "mayores, persona"),
    ("niñas y niños", "niño/a"),
];

const PLACES: [(&str, &str); 16] = [
    ("edificios residenciales", "edificio residencial"),
    ("plantas industriales", "industria, planta"),
    ("hospitales", "hospital"),
    ("escuelas rurales", "escuela rural"),
    ("hoteles", "hotel"),
    ("mercados municipales", "mercado municipal"),
    ("puertos marítimos", "puerto marítimo"),
    ("minas subterráneas", "mina subterránea"),
    ("talleres familiares", "taller familiar"),
    ("invernaderos", "invernadero"),
    ("laboratorios clínicos", "laboratorio clínico"),
    ("oficinas", "oficina"),
    ("carreteras", "carretera"),
    ("centros comerciales", "centro comercial"),
    ("campamentos", "campamento"),
    ("domicilios", "domicilio"),
];

/// The most titles there are.
pub(crate) const ALL: usize = ACTS.len() * THINGS.len() * PLACES.len();

/// `count` titles, spread over all there are: each as one body writes it, and as another does.
pub(crate) fn titles(count: usize) -> Vec<(String, String)> {
    // 7919 is prime and divides nothing here, so that no combination comes twice.
    (0..count).map(|number| number * 7919 % ALL).filter_map(title).collect()
}

fn title(number: usize) -> Option<(String, String)> {
    let (act, act_other) = ACTS.get(number % ACTS.len())?;
    let (thing, thing_other) = THINGS.get(number / ACTS.len() % THINGS.len())?;
    let (place, place_other) = PLACES.get(number / ACTS.len() / THINGS.len())?;
    let one = format!("{act} de {thing} en {place}");
    let other = format!("{}: {act_other} {}", misspelt(place_other), misspelt(thing_other));
    Some((one, other))
}

/// Two neighbouring letters in the middle change places.
fn misspelt(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let middle = letters.len() / 2;
    letters.swap(middle, middle + 1);
    letters.into_iter().collect()
}
