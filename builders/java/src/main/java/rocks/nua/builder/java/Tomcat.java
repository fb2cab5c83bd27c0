package rocks.nua.builder.java;

import java.util.List;
import java.util.stream.Stream;
import rocks.nua.api.RelativePath;
import rocks.nua.api.build.BuildPlan.Step;

/** Debian's Tomcat, which serves a war that cannot run by itself. */
final class Tomcat {
    /** The Debian package in the result. */
    static final String PACKAGE = "tomcat10-common";
    /** Debian packages for the steps. */
    static final List<String> PACKAGES = List.of("tomcat-jakartaee-migration", "tomcat10-user", "unzip");
    /** What the result takes. */
    static final List<RelativePath> KEEP = Stream.of("conf", "webapps")
            .map(name -> new RelativePath(BuildTool.RESULT + "/" + name))
            .toList();

    private static final String BASE = "/app/" + BuildTool.RESULT;
    private static final String HOME = "/usr/share/tomcat10";
    private static final String SCRIPT = BASE + "/take";
    private static final String SERVER =
            """
            <Server port="-1">
              <Service name="Catalina">
                <Connector port="${PORT}"/>
                <Engine name="Catalina" defaultHost="localhost">
                  <Host name="localhost" autoDeploy="false" workDir="/tmp/work">
                    <Valve className="org.apache.catalina.valves.RemoteIpValve" protocolHeader="X-Forwarded-Proto"/>
                    <Valve className="org.apache.catalina.valves.ErrorReportValve" showReport="false" showServerInfo="false"/>
                  </Host>
                </Engine>
              </Service>
            </Server>
            """;
    // What was written for Java EE, by its web.xml or its classes, becomes Jakarta EE.
    private static final String TAKE =
            """
            for war in "$1"/*.war */"$1"/*.war; do
              [ -f "$war" ] || continue
              unzip -q "$war" -d .nua/war
              mkdir -p .nua/webapps
              if grep -rqs -e java.sun.com/xml/ns -e xmlns.jcp.org -e javax/servlet/ .nua/war/WEB-INF/web.xml .nua/war/WEB-INF/classes; then
                javax2jakarta .nua/war .nua/webapps/ROOT
              else
                mv .nua/war .nua/webapps/ROOT
              fi
              cp /usr/share/tomcat10/skel/conf/web.xml .nua/conf/
              echo "Takes $war"; exit 0
            done
            echo "No war was made in $1: let the build write one there." >&2; exit 1
            """;

    /** Arguments of the JVM. */
    static final List<String> ARGUMENTS = List.of(
            "-Dcatalina.home=" + HOME,
            "-Dcatalina.base=" + BASE,
            "-Djava.io.tmpdir=/tmp",
            "-Dorg.apache.tomcat.util.digester.PROPERTY_SOURCE=org.apache.tomcat.util.digester.EnvironmentPropertySource",
            "-cp",
            HOME + "/bin/bootstrap.jar:" + HOME + "/bin/tomcat-juli.jar",
            "org.apache.catalina.startup.Bootstrap",
            "start");

    private Tomcat() {}

    /** Its files; scripts are files, so that a build that fails shows a short command. */
    static List<Step> files() {
        return List.of(new Step.Write(SCRIPT, TAKE), new Step.Write(BASE + "/conf/server.xml", SERVER));
    }

    /** Takes the first war of the folder, or of the same folder of a module. */
    static Step take(String folder) {
        return Step.Run.of("/bin/sh", SCRIPT, folder);
    }
}
