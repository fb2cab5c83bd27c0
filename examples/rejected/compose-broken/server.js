const http = require("node:http");

const server = http.createServer((request, response) => {
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.end("Hello from Nua\n");
});

server.listen(process.env.PORT || 3000, () => console.log(`listening on ${server.address().port}`));

process.on("SIGTERM", () => server.close(() => process.exit(0)));
