package rocks.nua.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What apps cannot do. */
@Tag("docker")
final class ConfinementIT {
    @RegisterExtension
    static final NuaPlatform NUA = new NuaPlatform();

    @BeforeAll
    static void deploy() {
        for (String app : List.of("one", "two")) {
            NUA.deploy(NuaPlatform.CHECKOUT.resolve("examples/hello-node"), app).expect(0);
        }
    }

    private static InspectContainerResponse container(String app) {
        return NUA.engine()
                .inspect(NUA.engine().containers(NUA.label(app)).get(0).getId());
    }

    private static String address(String app) {
        return Objects.requireNonNull(container(app)
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getIpAddress());
    }

    private static Program node(String app, String script) {
        return NUA.nua("exec", app, "--", "node", "-e", script);
    }

    private static Program connect(String app, String address) {
        return node(
                app,
                "const s=require('net').connect(3000,'" + address + "',()=>{console.log('reached');process.exit(0)});"
                        + "s.on('error',e=>{console.log(e.code);process.exit(7)});setTimeout(()=>process.exit(8),3000)");
    }

    @Test
    void theEngineIsToldToConfine() {
        HostConfig host = container("one").getHostConfig();
        assertEquals(
                List.of("ALL"),
                Arrays.stream(host.getCapDrop()).map(Object::toString).toList());
        assertTrue(host.getCapAdd() == null || host.getCapAdd().length == 0);
        assertTrue(host.getSecurityOpts().stream().anyMatch(option -> option.startsWith("no-new-privileges")));
        assertFalse(host.getPrivileged());
        assertTrue(host.getMemory() > 0 && host.getPidsLimit() > 0, "limits");
        assertTrue(host.getNanoCPUs() > 0 || host.getCpuQuota() > 0, "CPU limit");
        assertTrue(
                host.getPortBindings() == null
                        || host.getPortBindings().getBindings().isEmpty(),
                "nothing is published");
        assertTrue(
                container("one").getMounts() == null
                        || container("one").getMounts().isEmpty(),
                "nothing is mounted");
        assertFalse(Set.of("host", "bridge", "default").contains(host.getNetworkMode()));
    }

    @Test
    void theProcessIsConfined() {
        String status = NUA.nua("exec", "one", "--", "cat", "/proc/self/status")
                .expect(0)
                .out();
        assertTrue(status.matches("(?s).*\\nUid:\\t[1-9][0-9]*\\t.*"), status);
        assertTrue(status.contains("NoNewPrivs:\t1"), status);
        for (String set : List.of("CapEff", "CapPrm", "CapBnd", "CapInh")) {
            assertTrue(status.contains(set + ":\t0000000000000000"), status);
        }
    }

    @Test
    void oneOffCommandsAreConfinedToo() {
        String status = NUA.nua("run", "one", "--", "cat", "/proc/self/status")
                .expect(0)
                .out();
        assertTrue(status.matches("(?s).*\\nUid:\\t[1-9][0-9]*\\t.*"), status);
        assertTrue(status.contains("CapBnd:\t0000000000000000"), status);
    }

    @Test
    void commandsGiveTheirStatusBack() {
        assertEquals(42, NUA.nua("exec", "one", "--", "sh", "-c", "exit 42").status());
        assertEquals(43, NUA.nua("run", "one", "--", "sh", "-c", "exit 43").status());
    }

    @Test
    void oneAppDoesNotReachAnother() {
        assertEquals("reached", connect("one", address("one")).expect(0).out().strip());
        Program crossing = connect("one", address("two"));
        assertNotEquals(0, crossing.status(), crossing.toString());
        assertFalse(crossing.out().contains("reached"), crossing.toString());
    }

    @Test
    void anAppDoesNotReachThePlatform() {
        for (String port : List.of("NUA_API_PORT", "NUA_SSH_PORT", "NUA_ROUTER_PORT")) {
            Program crossing = node(
                    "one",
                    "const fs=require('fs');const r=fs.readFileSync('/proc/net/route','utf8').split('\\n').map(l=>l.split('\\t'))"
                            + ".find(f=>f[1]==='00000000')[2].match(/../g).reverse().map(h=>parseInt(h,16)).join('.');"
                            + "const s=require('net').connect(" + NUA.port(port)
                            + ",r,()=>{console.log('reached');process.exit(0)});"
                            + "s.on('error',e=>process.exit(7));setTimeout(()=>process.exit(8),2000)");
            assertFalse(crossing.out().contains("reached"), port + ": " + crossing);
        }
    }

    @Test
    void theFileSystemOfTheImageIsNotItsOwn() {
        Program written = NUA.nua("exec", "one", "--", "sh", "-c", "echo x > /usr/bin/x");
        assertNotEquals(0, written.status(), written.toString());
    }
}
