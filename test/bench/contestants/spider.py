"""The same pages by Scrapy: python3 spider.py <origin> <folder of documents.json> <out>."""
import json
import os
import sys

import scrapy
from scrapy.crawler import CrawlerProcess

origin, folder, out = sys.argv[1:4]
with open(os.path.join(folder, "documents.json"), encoding="utf-8") as file:
    documents = json.load(file)["documents"]


class QuestionSpider(scrapy.Spider):
    name = "questions"
    start_urls = [origin + one["path"] for one in documents]

    def parse(self, response):
        body = response.css("main") or response.css("body")
        text = " ".join(body.css("::text").getall())
        yield {
            "url": response.url,
            "title": response.css("title::text").get(),
            "language": response.css("html::attr(lang)").get(),
            "canonical": response.css("link[rel=canonical]::attr(href)").get(),
            "subject": "".join(body.css("h1 ::text, .doc_subtitle_level2 ::text").getall()).strip(),
            "number": body.re_first(r"[EPO]-\d{6}/\d{4}"),
            "date": body.re_first(r"\d{1,2}\.\d{1,2}\.\d{4}"),
            "heading": " ".join(body.css(".doc_box_header ::text").getall()).strip(),
            "paragraphs": ["".join(one.css("::text").getall()).strip() for one in body.css("p")],
            "items": ["".join(one.css("::text").getall()).strip() for one in body.css("li")],
            "text": text,
        }


process = CrawlerProcess(
    {
        "LOG_LEVEL": "ERROR",
        "ROBOTSTXT_OBEY": False,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "TELNETCONSOLE_ENABLED": False,
        "FEEDS": {os.path.join(out, "scrapy.jsonl"): {"format": "jsonlines"}},
    }
)
process.crawl(QuestionSpider)
process.start()
