from fastapi import FastAPI

app = FastAPI()


@app.get("/")
async def hello(name: str = "FastAPI"):
    return {"message": f"Hello from {name}"}
