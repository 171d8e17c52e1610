#!/usr/bin/env python3
"""Writes one report in every format that is read, by the programs that people have: `make.py [FOLDER]`.

It needs chromium, pandoc and LibreOffice (`soffice`), and from PyPI `feedgen`, `pyarrow`, `warcio` and `zstandard`. The table in
`tests/program/inputs.rs` says what must be read from each file. The texts are invented. What a program is not installed for is
left as it is.
"""

import csv, email.message, email.utils, fcntl, gzip, io, json, logging, mailbox, os, shutil, subprocess, sys, tarfile, tempfile, time, zipfile
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

TO = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent).resolve()
ZONE = timezone(timedelta(hours=1))
WHEN = datetime(2031, 5, 4, 18, 30, tzinfo=ZONE)
TITLE, AUTHOR, SOURCE = "Ferry runs aground off Marrow", "Dana Orr", "Harbour News"
URL = "https://harbour.example/2031/05/04/ferry"
PARAGRAPHS = [
    "The ferry Selkie ran aground off Marrow on Sunday with 41 people on board, the coastguard said. Nobody was hurt, but two "
    "passengers were taken to the hospital in Pelham as a precaution.",
    "“We felt a long scrape and then nothing,” said Inés Calder, who was on the car deck. The vessel, which was built in 1998, was "
    "refloated on the evening tide and towed to the shipyard at Carrow.",
    "The operator, Coast Lines, cancelled all sailings until Tuesday. An inquiry into the grounding will begin on 7 May, said a "
    "spokeswoman for the harbour office, which had checked the buoys only last week.",
]
SECOND = "Sailings to Marrow resume", "Ferries to Marrow sail again from Tuesday, Coast Lines said. The Selkie stays at the shipyard in Carrow until June."
TEXT = "\n\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)

# A page as outlets write it: what it says about itself is made by its script, so that only a browser sees it.
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} | {SOURCE}</title>
<meta property="og:site_name" content="{SOURCE}"><link rel="canonical" href="{URL}">
<script>
const data = document.createElement("script");
data.type = "application/ld+json";
data.textContent = JSON.stringify({{"@context": "https://schema.org", "@type": "NewsArticle", headline: {json.dumps(TITLE)},
  datePublished: "{WHEN.isoformat()}", dateModified: "2031-05-05T08:00:00+01:00", author: {{"@type": "Person", name: "{AUTHOR}"}}}});
document.head.append(data);
</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1><p class="byline">By {AUTHOR}</p>
<figure><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><figcaption>The Selkie in better days. Photo: Harbour News</figcaption></figure>
{BODY}</article></main>
<aside class="related"><h2>Related</h2><ul><li><a href="/bridge">Bridge reopens in Pelham after repairs</a></li></ul></aside>
<footer><p>© Harbour News. All rights reserved. Sign up to our newsletter.</p></footer></body></html>"""

PRINTED = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE}</title><meta name="author" content="{AUTHOR}"></head>
<body><h1>{TITLE}</h1>{BODY}</body></html>"""


def write(name, content):
    (TO / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def has(program):
    found = shutil.which(program) is not None
    if not found:
        print(f"{program} is not installed: its files are left as they are")
    return found


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def plain():
    head = f'---\ntitle: "{TITLE}"\nauthor: {AUTHOR}\nsource: {SOURCE}\nurl: {URL}\ndate: {WHEN.isoformat()}\n---\n\n'
    write("report.md", head + TEXT + "\n")
    write("toml.md", f'+++\ntitle = "{TITLE}"\nauthor = "{AUTHOR}"\nsource = "{SOURCE}"\nurl = "{URL}"\ndate = {WHEN.isoformat()}\n+++\n\n{TEXT}\n')


def pages(work):
    if not has("chromium"):
        return
    page, printed, profile = work / "page.html", work / "printed.html", work / "profile"
    page.write_text(PAGE), printed.write_text(PRINTED)
    chromium = ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    dom = subprocess.run([*chromium, "--dump-dom", f"file://{page}"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    write("chromium.html", dom.stdout)
    # "Complete page": the frames and pictures are in a folder beside it.
    beside = TO / "complete_files"
    beside.mkdir(exist_ok=True)
    (beside / "frame.html").write_text("<html><body><p>An advertisement that is no report of anything at all.</p></body></html>")
    saved = dom.stdout.replace(b"<html", f"<!-- saved from url=(0{len(URL):03}){URL} -->\n<html".encode(), 1)
    write("complete.html", saved.replace(b"</footer>", b"</footer><iframe src='complete_files/frame.html'></iframe>"))
    run(*chromium, f"--print-to-pdf={TO / 'chromium.pdf'}", "--no-pdf-header-footer", f"file://{printed}")
    write("chromium.mhtml", snapshot(chromium, f"file://{page}").replace(f"file://{page}", URL))


def snapshot(chromium, address):
    """A page as "Save as, single file" writes it: by the browser's own command, over its pipe."""
    # The browser expects its pipe at 3 and 4; the ends must not be these already.
    high = lambda ends: [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    to_browser, from_browser = high(os.pipe()), high(os.pipe())

    def wire():
        os.dup2(to_browser[0], 3), os.dup2(from_browser[1], 4)

    browser = subprocess.Popen([*chromium, "--remote-debugging-pipe"], close_fds=False, preexec_fn=wire, stderr=subprocess.DEVNULL)
    os.close(from_browser[1])
    answers = os.fdopen(from_browser[0], "rb", buffering=0)
    number, rest = 0, b""

    def ask(method, session=None, **parameters):
        nonlocal number, rest
        number += 1
        question = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(to_browser[1], json.dumps(question).encode() + b"\0")
        while True:
            while b"\0" not in rest:
                rest += answers.read(65536) or sys.exit("chromium does not answer")
            one, rest = rest.split(b"\0", 1)
            answer = json.loads(one)
            if answer.get("id") == number:
                return answer["result"]

    target = ask("Target.createTarget", url=address)["targetId"]
    session = ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    time.sleep(2)
    page = ask("Page.captureSnapshot", session, format="mhtml")["data"]
    ask("Browser.close")
    browser.wait()
    return page


def office(work):
    source = work / "report.html"
    source.write_text(PRINTED)
    if has("pandoc"):
        markdown = work / "report.md"
        markdown.write_text(f'---\ntitle: "{TITLE}"\nauthor: {AUTHOR}\nlang: en-GB\n---\n\n{TEXT}\n')
        for ending in ("docx", "odt", "epub", "rtf"):
            dated = ["--metadata", f"date={WHEN.date()}"] if ending == "epub" else []
            run("pandoc", "--standalone", *dated, str(markdown), "-o", str(TO / f"pandoc.{ending}"))
    if has("soffice"):
        # A page is opened as a page; what a writer saves is made of a document.
        for name, filter in (
            ("report.html", "odt:writer8"), ("report.odt", "docx:MS Word 2007 XML"), ("report.odt", "rtf:Rich Text Format"), ("report.odt", "pdf:writer_pdf_Export"),
        ):
            run("soffice", "--headless", f"-env:UserInstallation=file://{work}/office", "--convert-to", filter, "--outdir", str(work), str(work / name))
        for ending in ("odt", "docx", "rtf", "pdf"):
            shutil.copy(work / f"report.{ending}", TO / f"office.{ending}")


def mails():
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{AUTHOR} <dana@harbour.example>", "desk@harbour.example", TITLE
    mail["Date"], mail["Message-ID"] = email.utils.format_datetime(WHEN), "<1@harbour.example>"
    mail.set_content(TEXT + "\n\nOn Sat, 3 May 2031 at 09:00, Lee Fox wrote:\n> Is the bridge in Pelham shut on Monday?\n")
    mail.add_alternative(f"<html><body>{BODY}</body></html>", subtype="html")
    write("python.eml", bytes(mail))
    second = email.message.EmailMessage()
    second["From"], second["To"], second["Subject"] = "Lee Fox <lee@harbour.example>", "desk@harbour.example", SECOND[0]
    second["Date"] = email.utils.format_datetime(WHEN + timedelta(days=1))
    second.set_content(SECOND[1])
    box = TO / "python.mbox"
    box.unlink(missing_ok=True)
    held = mailbox.mbox(box)
    for one in (mail, second):
        held.add(one)
    held.close()


def feeds():
    try:
        from feedgen.feed import FeedGenerator
    except ImportError:
        return print("feedgen is not installed: its files are left as they are")
    feed = FeedGenerator()
    feed.id("https://harbour.example/"), feed.title(SOURCE), feed.link(href="https://harbour.example/"), feed.description("News of the coast")
    feed.language("en-GB"), feed.updated(WHEN), feed.lastBuildDate(WHEN)
    for title, body, url, when in ((TITLE, BODY, URL, WHEN), (SECOND[0], f"<p>{SECOND[1]}</p>", URL + "-2", WHEN + timedelta(days=1))):
        entry = feed.add_entry(order="append")
        entry.id(url), entry.title(title), entry.link(href=url), entry.content(body, type="CDATA"), entry.author(name=AUTHOR, email="dana@harbour.example")
        entry.published(when), entry.updated(when)
    write("feedgen.rss", feed.rss_str(pretty=True))
    write("feedgen.atom", feed.atom_str(pretty=True))
    items = [{"id": URL, "url": URL, "title": TITLE, "content_html": BODY, "date_published": WHEN.isoformat(), "authors": [{"name": AUTHOR}]}]
    write("feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": SOURCE, "items": items}, indent=1))


RECORD = {"id": "ferry-1", "title": TITLE, "author": AUTHOR, "source": SOURCE, "url": URL, "published": WHEN.isoformat(), "text": TEXT}


def records():
    second = {"id": "ferry-2", "title": SECOND[0], "text": SECOND[1], "published": "2031-05-05"}
    write("records.jsonl", "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in (RECORD, second)))
    write("records.json", json.dumps({"status": "ok", "articles": [RECORD, second]}, indent=1))
    for name, dialect in (("table.csv", {"delimiter": ","}), ("semicolons.csv", {"delimiter": ";"}), ("table.tsv", {"delimiter": "\t"})):
        out = io.StringIO()
        rows = csv.DictWriter(out, RECORD.keys(), **dialect)
        rows.writeheader(), rows.writerow(RECORD)
        write(name, out.getvalue())


def events():
    rows = [
        {"message": "Selkie: depth alarm", "datetime": "2031-05-04T16:02:11+00:00", "timestamp_desc": "Bridge log", "source_short": "BRIDGE"},
        {"message": "Selkie: engine stopped", "datetime": "2031-05-04T16:02:40+00:00", "timestamp_desc": "Bridge log", "source_short": "BRIDGE"},
    ]
    write("timesketch.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    slide = {"start_date": {"year": 2031, "month": 5, "day": 4, "hour": 17, "minute": 2}, "text": {"headline": "The Selkie runs aground", "text": "<p>Off Marrow.</p>"}}
    write("timelinejs.json", json.dumps({"title": {"text": {"headline": "The Selkie"}}, "events": [slide]}, indent=1))
    write("timelinejs.csv", "Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n"
          "2031,5,4,17:02,,,,,The Selkie runs aground,Off Marrow.,,,,,,,\n")
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.formatter.converter = time.gmtime
    for second, message in ((11, "depth alarm"), (40, "engine stopped"), (55, "anchor dropped")):
        made = logging.LogRecord("bridge", logging.WARNING, "", 0, message, (), None)
        made.created = datetime(2031, 5, 4, 16, 2, second, tzinfo=timezone.utc).timestamp()
        made.msecs = 0
        handler.emit(made)
    write("python.log", out.getvalue())


def archives():
    report = f"title: {TITLE}\ndate: 2031-05-04\n\n{TEXT}\n".encode()
    second = f"title: {SECOND[0]}\ndate: 2031-05-05\n\n{SECOND[1]}\n".encode()
    write("report.txt.gz", gzip.compress(report, mtime=0))
    try:
        import zstandard
        write("report.txt.zst", zstandard.compress(report))
    except ImportError:
        print("zstandard is not installed: its file is left as it is")
    with tarfile.open(TO / "reports.tar.gz", "w:gz") as tar:
        for name, content in (("a.txt", report), ("b/b.txt", second)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    with zipfile.ZipFile(TO / "reports.zip", "w", zipfile.ZIP_DEFLATED) as zip:
        for name, content in (("a.txt", report), ("b/b.txt", second)):
            zip.writestr(zipfile.ZipInfo(name, (2031, 5, 6, 0, 0, 0)), content)
    crawl(TO / "crawl.warc.gz", TO / "crawl.wacz")


def columns():
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        return print("pyarrow is not installed: its files are left as they are")
    rows = [
        {"title": TITLE, "author": AUTHOR, "source": SOURCE, "url": URL, "published": WHEN, "vector": [0.5, 0.25], "text": TEXT},
        {"title": SECOND[0], "author": AUTHOR, "source": SOURCE, "url": URL + "-2", "published": WHEN + timedelta(days=1), "vector": [0.125], "text": SECOND[1]},
    ]
    table = pyarrow.Table.from_pylist(rows)
    # As pandas and DuckDB write by default, and as polars does.
    parquet.write_table(table, TO / "pandas.parquet")
    parquet.write_table(table, TO / "zstd.parquet", compression="zstd")


def crawl(warc, wacz):
    try:
        from warcio.capture_http import capture_http
        import http.client
    except ImportError:
        return print("warcio is not installed: its files are left as they are")

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            # What a crawler stores is the page as it was sent: its data is in its markup.
            data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "datePublished": WHEN.isoformat(), "author": {"name": AUTHOR}})
            sent = (PAGE[: PAGE.index("<script>")] + f'<script type="application/ld+json">{data}</script>' + PAGE[PAGE.index("</script>") + 9 :]).encode()
            self.send_response(200), self.send_header("Content-Type", "text/html; charset=utf-8"), self.send_header("Content-Length", str(len(sent)))
            self.end_headers(), self.wfile.write(sent)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    warc.unlink(missing_ok=True)
    with capture_http(str(warc)):
        client = http.client.HTTPConnection("127.0.0.1", server.server_port)
        client.request("GET", "/2031/05/04/ferry"), client.getresponse().read()
    server.shutdown()
    with zipfile.ZipFile(wacz, "w", zipfile.ZIP_STORED) as zip:
        zip.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}))
        zip.write(warc, "archive/data.warc.gz")


with tempfile.TemporaryDirectory() as folder:
    work = Path(folder)
    plain(), pages(work), office(work), mails(), feeds(), records(), events(), columns(), archives()
