using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class ScalarChecksTests
{
    [Test]
    public void What_the_API_takes_only_as_text_must_be_text() =>
        Rendered
            .Check(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: y
                  labels: { version: 1.10, commit: 12e03, good: "1.10", none: }
                  annotations:
                    checked: yes
                spec:
                  replicas: 2
                  selector: { matchLabels: { app: 7 } }
                  template:
                    metadata: { labels: { app: 7 } }
                    spec:
                      nodeSelector: { ssd: on }
                      containers:
                      - name: a
                        args: [--verbose, 0400]
                        env:
                        - { name: PORT, value: 8080 }
                        - { name: MODE, value: "0400" }
                        ports: [{ containerPort: 80 }]
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: settings }
                data: { on: off }
                ---
                apiVersion: acme.example/v1
                kind: Anything
                metadata: { name: settings }
                data: { on: off }
                spec: { labels: { a: 1 } }
                """
            )
            .ShouldBe(
                """
                rendered.yaml(4,9): Deployment true has true at metadata.name, where Kubernetes takes only text; quote it: "y"
                rendered.yaml(5,22): Deployment true has the number 1.1 at metadata.labels.version, where Kubernetes takes only text; quote it: "1.10"
                rendered.yaml(5,36): Deployment true has the number 12000 at metadata.labels.commit, where Kubernetes takes only text; quote it: "12e03"
                rendered.yaml(7,14): Deployment true has true at metadata.annotations.checked, where Kubernetes takes only text; quote it: "yes"
                rendered.yaml(10,35): Deployment true has the number 7 at spec.selector.matchLabels.app, where Kubernetes takes only text; quote it: "7"
                rendered.yaml(12,32): Deployment true has the number 7 at spec.template.metadata.labels.app, where Kubernetes takes only text; quote it: "7"
                rendered.yaml(14,28): Deployment true has true at spec.template.spec.nodeSelector.ssd, where Kubernetes takes only text; quote it: "on"
                rendered.yaml(17,27): Deployment true has the number 256 at spec.template.spec.containers[].args[], where Kubernetes takes only text; quote it: "0400"
                rendered.yaml(19,32): Deployment true has the number 8080 at spec.template.spec.containers[].env[].value, where Kubernetes takes only text; quote it: "8080"
                rendered.yaml(26,13): ConfigMap settings has false at data.true, where Kubernetes takes only text; quote it: "off"
                """
            );

    [Test]
    public void Numbers_that_look_like_identifiers_are_doubtful_wherever_they_stand() =>
        string.Join(
                '\n',
                Rendered
                    .Read(
                        """
                        apiVersion: v1
                        kind: List
                        items:
                        - apiVersion: acme.example/v1
                          kind: Account
                          metadata: { name: a, labels: { id: 9007199254740993 } }
                          spec:
                            small: [9007199254740992, 0x10, 1.5e3, 08, 1e-3, "9007199254740993", !!str 12e03]
                            ids: [9007199254740993, -9223372036854775808, 18446744073709551616, 0xFFFFFFFFFFFFFFFF]
                            <<: { commit: 12e03 }
                        ---
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: { name: b }
                        spec: { maximum: 9223372036854775807 }
                        """
                    )
                    .Documents.SelectMany(document => ScalarChecks.Doubtful(document, "rendered.yaml"))
            )
            .ShouldBe(
                """
                rendered.yaml(8,44): Account a has 08 at spec.small[], which is the number 8; quote it if it is an identifier: "08"
                rendered.yaml(9,11): Account a has 9007199254740993 at spec.ids[], which is a number whose last digits many programs lose; quote it if it is an identifier: "9007199254740993"
                rendered.yaml(9,29): Account a has -9223372036854775808 at spec.ids[], which is a number whose last digits many programs lose; quote it if it is an identifier: "-9223372036854775808"
                rendered.yaml(9,51): Account a has 18446744073709551616 at spec.ids[], which is a number whose last digits many programs lose; quote it if it is an identifier: "18446744073709551616"
                rendered.yaml(9,73): Account a has 0xFFFFFFFFFFFFFFFF at spec.ids[], which is a number whose last digits many programs lose; quote it if it is an identifier: "0xFFFFFFFFFFFFFFFF"
                rendered.yaml(10,19): Account a has 12e03 at spec.commit, which is the number 12000; quote it if it is an identifier: "12e03"
                """
            );
}
