"""A portal of generated announcements, the same for the same seed, and what is true of each."""
import json, pathlib, random

LEVELS = {"pregrado": "Pregrado", "maestria": "Maestría", "doctorado": "Doctorado"}
MONTHS = ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre").split()
SUBJECTS = ("ingeniería ambiental,salud pública,literatura comparada,historia del arte,robótica,enfermería,"
            "agronomía tropical,derecho internacional,economía regional,arquitectura,geología,biotecnología,música,"
            "planeación urbana,estadística,filosofía,ciencia de datos,oceanografía,pedagogía,química analítica").split(",")
SYLLABLES = "ba be bor ca cen cor da del du fa fer ga gor ja lan lem lo lu ma men mi nar ne no o pal per que ra ri sal sen ta ter tor u va ven zu".split()
GIVERS = ("Fundación,Instituto,Consejo,Academia,Agencia,Fondo").split(",")
WORDS = ("la el de en con para por una quien estudio programa apoyo persona candidata matrícula seguro transporte"
         " investigación tutora grupo informe carta motivación hoja vida notas promedio idioma certificado entrevista"
         " comité evaluación resultado lista espera viaje llegada alojamiento biblioteca laboratorio curso módulo"
         " crédito práctica proyecto tesis defensa comunidad región desarrollo cooperación").split()


def name(chance):
    """A name that nobody bears."""
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(3, 4))).capitalize()


def announcement(number, chance):
    year, month, day = 2027, chance.randint(2, 11), chance.randint(1, 28)
    level = chance.choice(list(LEVELS))
    place = name(chance)
    return {"number": number, "level": level, "provider": f"{chance.choice(GIVERS)} {name(chance)}",
            "title": (f"Beca {name(chance)} de {LEVELS[level].lower()} en {chance.choice(SUBJECTS)},"
                      f" Universidad de {place} {year}"),
            "deadline": f"{year}-{month:02d}-{day:02d}", "written": f"{day} de {MONTHS[month - 1]} de {year}",
            "published": f"2026-{chance.randint(8, 10):02d}-{chance.randint(1, 28):02d}"}


def paragraph(chance, words):
    return (" ".join(chance.choice(WORDS) for _ in range(words))).capitalize() + "."


def page(title, body):
    menu = "".join(f'<li class="menu-item"><a href="/seccion/{i}">Sección {i} de la universidad</a></li>' for i in range(110))
    foot = "".join(f'<li><a href="/enlace/{i}" rel="nofollow">Enlace de interés {i}</a></li>' for i in range(140))
    style = "".join(f".bloque-{i}{{margin:{i}px;padding:{i}px;color:#33{i:02d}44}}" for i in range(120))
    return (f'<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
            f'<script>var datos={json.dumps(list(range(400)))};</script></head><body><header><nav><ul>{menu}</ul></nav>'
            f'</header><main>{body}</main><footer><ul>{foot}</ul></footer></body></html>')


def detail(item, chance):
    mark = f"Referencia {item['number']:05d}-{chance.randint(10**8, 10**9)}"
    item["mark"] = mark
    text = "".join(f"<h2>{paragraph(chance, 4)}</h2><p>{paragraph(chance, 60)}</p><ul>"
                   + "".join(f"<li>{paragraph(chance, 9)}</li>" for _ in range(5)) + "</ul>" for _ in range(5))
    return page(item["title"], f'<article><h1>{item["title"]}</h1><p class="entidad">{item["provider"]}</p>'
                f'<p>Publicada el <time datetime="{item["published"]}">{item["published"]}</time></p>'
                f'<p>Nivel: <span class="nivel">{LEVELS[item["level"]]}</span></p>'
                f'<p>Cierre: <span class="cierre">{item["written"]}</span></p>'
                f'<div class="texto">{text}<p>{mark}</p></div></article>')


def listing(items, number, last):
    cards = "".join(f'<article class="card"><h3><a href="/beca/{i["number"]}.html">{i["title"]}</a></h3>'
                    f'<p>{LEVELS[i["level"]]} · {i["provider"]}</p></article>' for i in items)
    further = "" if number == last else f'<a class="next" href="/lista/{number + 1}.html">Siguiente</a>'
    return page("Convocatorias", f"<h1>Convocatorias</h1>{cards}{further}")


def write(folder, pages=5000, each=20):
    """Writes the site and returns what is true of it."""
    chance = random.Random(20261123)
    root = pathlib.Path(folder)
    (root / "beca").mkdir(parents=True, exist_ok=True)
    (root / "lista").mkdir(exist_ok=True)
    (root / "robots.txt").write_text("User-agent: *\nAllow: /\n")
    items = []
    for number in range(1, pages + 1):
        item = announcement(number, chance)
        (root / "beca" / f"{number}.html").write_text(detail(item, chance))
        items.append(item)
    last = (pages + each - 1) // each
    for number in range(1, last + 1):
        (root / "lista" / f"{number}.html").write_text(listing(items[(number - 1) * each:number * each], number, last))
    return items
