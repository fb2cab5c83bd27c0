// Each request is rendered by the server.
export const dynamic = "force-dynamic";

export default function Page() {
  return <h1>Hello from Next, Node {process.versions.node}</h1>;
}
