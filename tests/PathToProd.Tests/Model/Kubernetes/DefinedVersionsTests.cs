using PathToProd.Model.Kubernetes;

namespace PathToProd.Tests.Model.Kubernetes;

public sealed class DefinedVersionsTests
{
    [Test]
    public void Definitions_say_what_will_be_served_and_nothing_else_does() =>
        DefinedVersions
            .Of(
                Rendered
                    .Read(
                        """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: { name: widgets.acme.example }
                        spec:
                          group: acme.example
                          names: { kind: Widget }
                          versions: [ { name: v1, served: true }, { name: v2, served: yes }, { name: v3, served: false } ]
                        ---
                        apiVersion: apiextensions.k8s.io/v1beta1
                        kind: CustomResourceDefinition
                        metadata: { name: olds.acme.example }
                        spec: { group: acme.example, names: { kind: Old }, version: v1alpha1 }
                        ---
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: { name: without-anything }
                        ---
                        apiVersion: acme.example/v1
                        kind: Other
                        metadata: { name: a }
                        spec: { group: acme.example, names: { kind: Other }, versions: [ { name: v1, served: true } ] }
                        """
                    )
                    .Documents
            )
            .ShouldBe([
                "acme.example/v1",
                "acme.example/v1/Widget",
                "acme.example/v2",
                "acme.example/v2/Widget",
                "acme.example/v1alpha1",
                "acme.example/v1alpha1/Old",
            ]);
}
