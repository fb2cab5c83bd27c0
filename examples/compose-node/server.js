const fs = require("fs");
const http = require("http");

const file = "/data/visits";
const visits = () => (fs.existsSync(file) ? Number(fs.readFileSync(file, "utf8")) : 0);

http.createServer((request, response) => {
  if (request.url === "/health") {
    response.end("well\n");
    return;
  }
  fs.writeFileSync(file, String(visits() + 1));
  response.end(`${process.env.GREETING}, visit ${visits()}\n`);
}).listen(process.env.PORT);
