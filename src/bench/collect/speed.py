#!/usr/bin/env python3
"""Collecting 5,000 pages behind 250 lists, beside Scrapy, which reads the same fields into SQLite.

    src/bench/collect/speed.py [--jar target/becas.jar] [--rounds 3] [--pages 5000] [--connections 16]

Needs nginx and scrapy (Debian: nginx-light, python3-scrapy). The site is generated from a seed and served by an nginx
of its own on loopback. Both sides obey robots.txt, wait for nothing and have as many requests open. They run in turn;
each line says seconds of wall clock and of processor, pages a second, the largest resident memory, and how many items
are right in every field. The program's time includes its start, and reading levels, deadlines and duplicates.
"""
import argparse, contextlib, os, pathlib, shutil, sqlite3, statistics, sys, tempfile

sys.dont_write_bytecode = True
import portal
from measure import measured, served

here = pathlib.Path(__file__).parent
arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--jar", default="target/becas.jar")
arguments.add_argument("--classpath", help="run from classes instead of the jar")
arguments.add_argument("--pages", type=int, default=5000)
arguments.add_argument("--rounds", type=int, default=3)
arguments.add_argument("--connections", type=int, default=16)
arguments.add_argument("--port", type=int, default=18480)
arguments.add_argument("--heap", default="512m")
arguments.add_argument("--java", default="", help="further options for java")
arguments.add_argument("--only", choices=["becas", "scrapy"])
options = arguments.parse_args()

folder = pathlib.Path(tempfile.mkdtemp(prefix="becas-collect"))
folder.chmod(0o755)  # nginx reads it as another user
base = f"http://127.0.0.1:{options.port}"


def becas(number):
    home = folder / f"becas-{number}"
    home.mkdir()
    (home / "sources.yml").write_text(f"""sources:
  - id: portal
    name: Portal
    url: {base}/lista/1.html
    kind: page
    tier: press
    verified: never
    delay: 0
    list: article.card
    fields: {{title: h3 a, link: h3 a@href}}
    next: a.next@href
    pages: 1000
    detail: {{title: h1, text: .texto, published: time@datetime, deadline: .cierre, level: .nivel, provider: .entidad}}
""")
    program = ["-cp", options.classpath, "org.becas.Becas"] if options.classpath else ["-jar", str(pathlib.Path(options.jar).resolve())]
    figures = measured(["java", "-Xmx" + options.heap, *options.java.split(), *program, "collect"], cwd=home,
                       env=dict(os.environ, BECAS_COLLECT_ALLOW_PRIVATE_ADDRESSES="true",
                                BECAS_COLLECT_CONNECTIONS=str(options.connections)))
    rows = query(home / "data" / "becas.db", "SELECT url, title, provider, levels, deadline, text FROM offer")
    right = {url: (title, provider, level, deadline, mark(text)) for url, title, provider, level, deadline, text in rows}
    return figures, right, lambda item: item["deadline"], lambda item: item["level"]


def scrapy(number):
    file = folder / f"scrapy-{number}.db"
    figures = measured(["/usr/bin/scrapy", "runspider", str(here / "spider.py"), "-a", f"base={base}", "-a", f"file={file}",
                        "-s", f"CONCURRENT_REQUESTS={options.connections}",
                        "-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={options.connections}"], cwd=folder)
    rows = query(file, "SELECT url, title, provider, level, deadline, text FROM offer")
    right = {url: (title, provider, level, deadline, mark(text)) for url, title, provider, level, deadline, text in rows}
    return figures, right, lambda item: item["written"], lambda item: portal.LEVELS[item["level"]]


def query(file, sql):
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return connection.execute(sql).fetchall()


def mark(text):
    return text.rsplit("\n", 1)[-1]


def right(result, items):
    _, held, deadline, level = result
    return sum(held.get(f"{base}/beca/{item['number']}.html")
               == (item["title"], item["provider"], level(item), deadline(item), item["mark"]) for item in items)


try:
    items = portal.write(folder / "site", options.pages)
    all_pages = options.pages + (options.pages + 19) // 20
    medians = {}
    with served(folder, options.port):
        for number in range(options.rounds):
            for name, run in (("scrapy", scrapy), ("becas", becas)):
                if options.only in (None, name):
                    result = run(number)
                    wall, cpu, memory = result[0]
                    print(f"{name:7} {wall:6.1f} s wall {cpu:6.1f} s cpu {all_pages / wall:6.0f} pages/s {memory:5.0f} MB"
                          f" {right(result, items)}/{len(items)} right", flush=True)
                    medians.setdefault(name, []).append((wall, cpu))
    if len(medians) == 2:
        middle = {name: [statistics.median(one) for one in zip(*runs)] for name, runs in medians.items()}
        print(f"speed {middle['scrapy'][0] / middle['becas'][0]:.2f} x scrapy's,"
              f" processor {middle['becas'][1] / middle['scrapy'][1]:.2f} x scrapy's (medians of {options.rounds})")
finally:
    shutil.rmtree(folder, ignore_errors=True)
