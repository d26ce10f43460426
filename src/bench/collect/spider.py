"""The same portal, read by Scrapy into SQLite. Run by speed.py: scrapy runspider spider.py -a base=URL -a file=DB"""
import sqlite3

import scrapy


class Keep:
    """Writes in transactions of a hundred, as durable as ours."""

    def open_spider(self, spider):
        self.base = sqlite3.connect(spider.file)
        self.base.execute("PRAGMA journal_mode=WAL")
        self.base.execute("PRAGMA synchronous=FULL")
        self.base.execute("CREATE TABLE offer (url TEXT PRIMARY KEY, title TEXT, provider TEXT, published TEXT,"
                          " level TEXT, deadline TEXT, text TEXT)")
        self.kept = 0

    def process_item(self, item, spider):
        self.base.execute("INSERT INTO offer VALUES (:url, :title, :provider, :published, :level, :deadline, :text)", item)
        self.kept += 1
        if self.kept % 100 == 0:
            self.base.commit()
        return item

    def close_spider(self, spider):
        self.base.commit()
        self.base.close()


class Portal(scrapy.Spider):
    name = "portal"
    custom_settings = {"ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "LOG_LEVEL": "ERROR",
                       "TELNETCONSOLE_ENABLED": False, "COOKIES_ENABLED": False, "ITEM_PIPELINES": {Keep: 1}}

    def start_requests(self):
        yield scrapy.Request(self.base + "/lista/1.html", self.parse_list)

    def parse_list(self, response):
        for card in response.css("article.card"):
            yield response.follow(card.css("h3 a::attr(href)").get(), self.parse_item)
        following = response.css("a.next::attr(href)").get()
        if following:
            yield response.follow(following, self.parse_list)

    def parse_item(self, response):
        words = (part.strip() for part in response.css(".texto ::text").getall())
        yield {"url": response.url, "title": response.css("h1::text").get(), "provider": response.css(".entidad::text").get(),
               "published": response.css("time::attr(datetime)").get(), "level": response.css(".nivel::text").get(),
               "deadline": response.css(".cierre::text").get(), "text": "\n".join(word for word in words if word)}
