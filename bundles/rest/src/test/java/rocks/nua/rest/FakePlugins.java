package rocks.nua.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;
import rocks.nua.api.plugin.PluginSource;
import rocks.nua.api.plugin.Plugins;

/** One plugin, {@code builder-perl}, which remembers what was asked of it. */
final class FakePlugins implements Plugins {
    final List<String> calls = new ArrayList<>();
    private final Info perl = new Info(
            "builder-perl",
            "1.0.0",
            State.ACTIVE,
            "",
            "perl.jar",
            "CN=Acme",
            false,
            List.of("builder perl"),
            List.of("network"));

    @Override
    public List<Info> list(Caller caller) {
        return List.of(perl);
    }

    @Override
    public Info get(String name, Caller caller) {
        if (!name.equals(perl.name())) {
            throw NuaException.notFound("There is no plugin '" + name + "' here.");
        }
        return perl;
    }

    private Info called(String call) {
        calls.add(call);
        return perl;
    }

    private static String said(PluginSource source) {
        if (source instanceof PluginSource.Upload upload) {
            try {
                return upload.from() + " " + new String(upload.content().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ((PluginSource.Address) source).value();
    }

    @Override
    public Info inspect(PluginSource source, Caller caller) {
        return called("inspect " + said(source));
    }

    @Override
    public Info install(PluginSource source, Consent consent, Caller caller) {
        return called("install " + said(source) + " " + consent.unsigned() + " " + consent.permissions());
    }

    @Override
    public Info upgrade(PluginSource source, Consent consent, Caller caller) {
        return called("upgrade " + said(source) + " " + consent.unsigned() + " " + consent.permissions());
    }

    @Override
    public Info enable(String name, Caller caller) {
        return called("enable " + name);
    }

    @Override
    public Info disable(String name, Caller caller) {
        return called("disable " + name);
    }

    @Override
    public void uninstall(String name, Caller caller) {
        calls.add("uninstall " + name);
    }

    @Override
    public List<Signer> signers(Caller caller) {
        return List.of(new Signer("0123456789", "CN=Acme", FakeCore.NOON));
    }

    @Override
    public Signer trust(String certificate, Caller caller) {
        calls.add("trust " + certificate);
        return signers(caller).get(0);
    }

    @Override
    public void distrust(String fingerprint, Caller caller) {
        calls.add("distrust " + fingerprint);
    }
}
