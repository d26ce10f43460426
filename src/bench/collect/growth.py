#!/usr/bin/env python3
"""Does collecting grow with what there is to collect, and no faster?

    src/bench/collect/growth.py [--jar target/becas.jar] [--sources 1000] [--items 50]

Generated feeds with ETags, from an nginx of its own on loopback: a quarter of the sources into an empty database, half of
them into another, all into a third, then all of them again, when every answer must be 304. Needs nginx. Each line says
seconds of wall clock and of processor, items a second, the largest heap that was in use after garbage was collected, and
what came. The exponent is that of what more sources take, so that the program's start does not flatter it: 1 is linear.
"""
import argparse, contextlib, html, math, os, pathlib, random, re, shutil, sqlite3, sys, tempfile

sys.dont_write_bytecode = True
import portal
from measure import measured, served

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--jar", default="target/becas.jar")
arguments.add_argument("--classpath", help="run from classes instead of the jar")
arguments.add_argument("--sources", type=int, default=1000)
arguments.add_argument("--items", type=int, default=50)
arguments.add_argument("--port", type=int, default=18481)
arguments.add_argument("--heap", default="512m")
options = arguments.parse_args()

folder = pathlib.Path(tempfile.mkdtemp(prefix="becas-growth"))
folder.chmod(0o755)  # nginx reads it as another user


def feeds():
    chance = random.Random(20261123)
    root = folder / "site"
    root.mkdir()
    for source in range(options.sources):
        items = []
        for number in range(options.items):
            item = portal.announcement(source * options.items + number, chance)
            text = " ".join(portal.paragraph(chance, 40) for _ in range(3))
            items.append(f"<item><title>{html.escape(item['title'])}</title><link>http://127.0.0.1:{options.port}/b/{item['number']}"
                         f"</link><guid isPermaLink=\"false\">n{item['number']}</guid><description>{text} Cierre: "
                         f"{item['written']}.</description></item>")
        (root / f"{source}.xml").write_text("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Becas</title>"
                                            + "".join(items) + "</channel></rss>")


def collect(home, sources):
    home.mkdir(exist_ok=True)
    (home / "sources.yml").write_text("sources:\n" + "".join(
        f"  - {{id: f{n}, name: F{n}, url: 'http://127.0.0.1:{options.port}/{n}.xml', kind: feed, tier: press, delay: 0}}\n"
        for n in range(sources)))
    log = home / "gc.log"
    program = ["-cp", options.classpath, "org.becas.Becas"] if options.classpath else ["-jar", str(pathlib.Path(options.jar).resolve())]
    wall, cpu, _ = measured(["java", "-Xmx" + options.heap, f"-Xlog:gc:file={log}", "-XX:+UseSerialGC", *program,
                             "collect"], cwd=home,
                            env=dict(os.environ, BECAS_COLLECT_ALLOW_PRIVATE_ADDRESSES="true"))
    heap = max(int(after) for after in re.findall(r"->(\d+)M\(", log.read_text()))
    with contextlib.closing(sqlite3.connect(home / "data" / "becas.db")) as base:
        offers = base.execute("SELECT count(*) FROM sighting").fetchone()[0]
        run = base.execute("SELECT run FROM visit ORDER BY id DESC LIMIT 1").fetchone()[0]
        outcomes = dict(base.execute("SELECT outcome, count(*) FROM visit WHERE run = ? GROUP BY outcome", (run,)))
    print(f"{sources:5} sources {wall:7.1f} s wall {cpu:7.1f} s cpu {sources * options.items / wall:6.0f} items/s"
          f" heap {heap:4} MB  {offers} items held, {outcomes}", flush=True)
    return cpu


try:
    feeds()
    with served(folder, options.port):
        quarter, half, whole = (collect(folder / str(part), options.sources // part) for part in (4, 2, 1))
        collect(folder / "1", options.sources)
    more, less = whole - half, half - quarter
    print(f"the second half took {more:.1f} s of processor, the second quarter {less:.1f} s: exponent {math.log2(more / less):.2f}")
finally:
    shutil.rmtree(folder, ignore_errors=True)
