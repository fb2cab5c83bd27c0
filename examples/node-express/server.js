const express = require("express");
const about = require("./dist/about.json");

const app = express();
app.get("/", (request, response) => response.type("text").send("Hello from Nua\n"));
app.get("/about", (request, response) => response.json(about));

const server = app.listen(process.env.PORT || 3000, () => console.log(`listening on ${server.address().port}`));

process.on("SIGTERM", () => server.close(() => process.exit(0)));
