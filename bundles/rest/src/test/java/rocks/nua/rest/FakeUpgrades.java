package rocks.nua.rest;

import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.LineSink;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;
import rocks.nua.api.service.Upgrades;

/** Remembers what was asked of it. */
record FakeUpgrades(List<String> calls) implements Upgrades {

    @Override
    public Upgrade start(ServiceName service, String version, Caller caller) {
        calls.add("upgrade " + service + " " + version);
        return upgrade(service);
    }

    @Override
    public Upgrade get(ServiceName service, Caller caller) {
        return upgrade(service);
    }

    @Override
    public void log(ServiceName service, boolean follow, LineSink to, Caller caller) {
        to.line("START    1.00s  17 takes connections");
    }

    @Override
    public void confirm(ServiceName service, Caller caller) {
        calls.add("confirm " + service);
    }

    @Override
    public void revert(ServiceName service, Caller caller) {
        calls.add("revert " + service);
    }

    private static Upgrade upgrade(ServiceName service) {
        return new Upgrade(
                service, "15", 1, "17", 2, Upgrade.State.UNCONFIRMED, Upgrade.Step.SWITCH, "Done.", FakeCore.NOON);
    }
}
