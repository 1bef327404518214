namespace PathToProd.EndToEnd.Harness;

/// <summary>A platform of small components without code, in which everything takes little time.</summary>
internal static class SmallPlatform
{
    /// <summary>A platform without components.</summary>
    public static Checkout New() =>
        new Checkout().Write("platform.yaml", $"name: small\ndefault-environment: {TestEnvironment.Name}\n");

    /// <summary>
    /// A chart, <c>web</c>, with a config map and a deployment. Its values choose the text, whether there is a probe (which a
    /// hollow node never answers), and the label of nodes that it needs.
    /// </summary>
    public static Checkout WithWeb(this Checkout checkout, string ns, string more = "", int timeoutSeconds = 90) =>
        checkout
            .Write(
                "components/web/component.yaml",
                $"""
                name: web
                version: 1.0.0
                type: helm
                namespace: {ns}
                stages:
                  deploy: {"{"} timeout: {timeoutSeconds}s {"}"}
                {more}

                """
            )
            .Write("components/web/chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
            .Write("components/web/chart/values.yaml", "text: first\nprobe: false\nnode: \"\"\nnetwork: none\n")
            .Write(
                "components/web/chart/templates/web.yaml",
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: web, namespace: "{{ .Release.Namespace }}" }
                data:
                  text: {{ .Values.text | quote }}
                  network: {{ .Values.network | quote }}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web, namespace: "{{ .Release.Namespace }}" }
                spec:
                  selector: { matchLabels: { app: web } }
                  template:
                    metadata: { labels: { app: web } }
                    spec:
                      terminationGracePeriodSeconds: 0
                      {{- with .Values.node }}
                      nodeSelector: { {{ . }}: "yes" }
                      {{- end }}
                      containers:
                        - name: web
                          image: web:1
                          {{- if .Values.probe }}
                          readinessProbe: { httpGet: { path: /, port: 80 } }
                          {{- end }}

                """
            );

    /// <summary>Values of <c>web</c> in the environment.</summary>
    public static Checkout WithWebValues(this Checkout checkout, string values) =>
        checkout.Write($"environments/{TestEnvironment.Name}/values/web.yaml", values + "\n");

    /// <summary>A Terraform root, <c>net</c>, with an output <c>id</c> that holds the value <c>name</c>.</summary>
    public static Checkout WithNet(this Checkout checkout) =>
        checkout
            .Write("components/net/component.yaml", "name: net\nversion: 1.0.0\ntype: terraform\nlayer: cloud\n")
            .Write(
                "components/net/terraform/sandbox/main.tf",
                """
                terraform {
                  backend "local" {}
                }

                variable "name" {
                  type = string
                }

                resource "terraform_data" "net" {
                  input = var.name
                }

                output "id" {
                  value = terraform_data.net.output
                }

                """
            )
            .Write($"environments/{TestEnvironment.Name}/values/net.yaml", "name: first\n");

    /// <summary>Plain manifests, <c>rules</c>, each in a file of its own.</summary>
    public static Checkout WithRules(this Checkout checkout, string ns, params string[] names)
    {
        checkout.Write(
            "components/rules/component.yaml",
            $"name: rules\nversion: 1.0.0\ntype: manifests\nnamespace: {ns}\n"
        );
        foreach (var name in names)
        {
            checkout.WithRule(name, ns, "first");
        }

        return checkout;
    }

    /// <summary>One config map among the rules.</summary>
    public static Checkout WithRule(this Checkout checkout, string name, string ns, string text) =>
        checkout.Write(
            $"components/rules/manifests/{name}.yaml",
            $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n  namespace: {ns}\ndata:\n  text: {text}\n"
        );

    /// <summary>A chart of one file of templates; more files may be written beside it.</summary>
    public static Checkout WithChart(
        this Checkout checkout,
        string name,
        string ns,
        string templates,
        string more = ""
    ) =>
        checkout
            .Write(
                $"components/{name}/component.yaml",
                $"name: {name}\nversion: 1.0.0\ntype: helm\nnamespace: {ns}\nstages: {{ deploy: {{ timeout: 60s }} }}\n{more}"
            )
            .Write($"components/{name}/chart/Chart.yaml", $"apiVersion: v2\nname: {name}\nversion: 1.0.0\n")
            .Write($"components/{name}/chart/templates/all.yaml", templates);
}
