const fs = require("node:fs");
const types = Object.keys(require("mime-db")).length;

fs.mkdirSync("dist", { recursive: true });
fs.writeFileSync("dist/about.json", JSON.stringify({ types }));
