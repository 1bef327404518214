using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Platform;

/// <summary>What can be wrong with a chart or a module that a component refers to, with its whole message.</summary>
public sealed class UpstreamInputTests
{
    [TestCase(
        "chart: { name: web, version: 1.0.0 }\n",
        "components/web/component.yaml(4,8): chart is missing the key repository; add \"repository: https://charts.example.com\""
    )]
    [TestCase(
        "chart: { repository: charts.example.com, name: web, version: 1.0.0 }\n",
        "components/web/component.yaml(4,22): repository must be an address such as https://charts.example.com or oci://registry.example.com/charts, "
            + "and \"charts.example.com\" is not: it does not begin with http:// or https://; write the whole address"
    )]
    [TestCase(
        "chart: { repository: \"https://ann:secret@charts.example.com\", name: web, version: 1.0.0 }\n",
        "components/web/component.yaml(4,31): repository must be an address such as https://charts.example.com or oci://registry.example.com/charts, "
            + "and \"https://***@charts.example.com\" is not: it names a user or a password; remove them; docs/upstream-charts.md says where they go"
    )]
    [TestCase(
        "chart: { repository: \"oci://registry.example.com/Charts\", name: web/a, version: newest, digest: sha1 }\n",
        "components/web/component.yaml(4,29): repository must be an address such as https://charts.example.com or oci://registry.example.com/charts, "
            + "and \"oci://registry.example.com/Charts\" is not: its host or path is wrong; write a host name, a port after a colon if it needs one, and a path of lower-case names",
        "components/web/component.yaml(4,65): name must be the name of a chart such as cert-manager, and \"web/a\" is not: it holds other characters; write the name as the repository lists it",
        "components/web/component.yaml(4,81): version must be a version such as 1.21.1 or v1.21.1, and \"newest\" is not: it is not one; write the version as the repository lists it",
        "components/web/component.yaml(4,97): digest must be a digest such as sha256:0123..., and \"sha1\" is not: it has another form; write sha256: and 64 hexadecimal digits, or sha512: and 128"
    )]
    [TestCase(
        "modules: { network: { source: \"https://example.com/a.tgz\", version: 1.0.0 } }\n",
        "components/web/component.yaml(4,1): modules is for components of type terraform, and this one is of type helm; write type: terraform, or remove modules"
    )]
    [TestCase(
        "modules: { Network: { source: \"https://example.com/a.tgz\" } }\n",
        "components/web/component.yaml(4,12): a module must be a name such as base-k8s, and \"Network\" is not: 'N' is an upper-case letter; write lower-case letters, digits and dashes, such as network",
        "components/web/component.yaml(4,21): modules.Network is missing the key version; add \"version: 1.0.0\""
    )]
    [TestCase(
        "chart: { repository: \"https://charts.example.com\", name: web, version: 1.0.0 }\nmodules: { a: { source: \"git::https://git.example.com/network.git?ref=v1.0.0\", version: 1.0.0 } }\n",
        "components/web/component.yaml(5,1): modules is for components of type terraform, and this one is of type helm; write type: terraform, or remove modules",
        "components/web/component.yaml(5,67): source must be an address such as https://example.com/network-{version}.tar.gz, git::https://example.com/network.git?ref=v{version} or oci://registry.example.com/modules/network, "
            + "and \"git::https://git.example.com/network.git?ref=v1.0.0\" is not: its ref does not say where the version stands; write ?ref=v{version}, and the version beside it: version: 1.2.3"
    )]
    public void What_is_wrong_is_all_said_with_its_place(string more, params string[] problems) =>
        PlatformBuilder.Platform().Component("web", more).Problems().ShouldBe(string.Join('\n', problems));

    [Test]
    public void A_chart_is_for_components_of_type_helm() =>
        PlatformBuilder
            .Platform()
            .With(
                "components/web/component.yaml",
                "name: web\nversion: 1.0.0\ntype: manifests\nchart: { repository: \"https://charts.example.com\", name: web, version: 1.0.0 }\n"
            )
            .Problems()
            .ShouldBe(
                "components/web/component.yaml(4,1): chart is for components of type helm, and this one is of type manifests; write type: helm, or remove chart"
            );

    [Test]
    public void A_module_says_its_folder_once_and_a_commit_only_in_Git() =>
        PlatformBuilder
            .Platform()
            .With(
                "components/web/component.yaml",
                "name: web\nversion: 1.0.0\ntype: terraform\nmodules:\n"
                    + "  a: { source: \"git::https://git.example.com/a.git//one\", version: 1.0.0, folder: two }\n"
                    + $"  b: {{ source: \"https://example.com/b.tgz\", version: 1.0.0, commit: \"{new string('a', 40)}\" }}\n"
                    + "  c: { source: \"git::https://git.example.com/c.git\", version: 1.0.0, commit: main }\n"
            )
            .Problems()
            .ShouldBe(
                "components/web/component.yaml(5,75): modules.a names the folder two, and its source the folder one; keep one of the two\n"
                    + "components/web/component.yaml(6,61): modules.b names a commit, and its source is no Git repository; "
                    + "remove commit, or write the source as Terraform writes one: git::https://git.example.com/network.git\n"
                    + "components/web/component.yaml(7,78): commit must be a commit: 40 hexadecimal digits, or 64, and \"main\" is not: it has another form; remove it, and have Bump write it"
            );

    [Test]
    public void Credentials_are_named_and_never_for_an_address_where_they_could_be_read() =>
        PlatformBuilder
            .Platform()
            .With(
                "platform.yaml",
                """
                name: platform
                credentials:
                  https://charts.example.com: { username: { env: A }, password: secret }
                  http://charts.example.com: { username: { env: A }, password: { env: B } }
                  http://localhost:8080/charts: { username: { env: A }, password: { env: B } }
                  https://charts.example.com/index?x: { password: { env: B } }

                """
            )
            .Problems()
            .ShouldBe(
                "platform.yaml(3,65): password must be a map with env or file, and this is text; write a map with env or file\n"
                    + "platform.yaml(4,3): an entry of credentials must be an address such as https://charts.example.com, and \"http://charts.example.com\" is not: a password sent there can be read on its way; write https://\n"
                    + "platform.yaml(6,3): an entry of credentials must be an address such as https://charts.example.com, and \"https://charts.example.com/index?x\" is not: it holds more than a host and a path; write what all addresses begin with\n"
                    + "platform.yaml(6,39): credentials.https://charts.example.com/index?x is missing the key username; add \"username: { env: CHARTS_USER }\""
            );

    [TestCase("https://charts.example.com/web", "https://charts.example.com", "web")]
    [TestCase("oci://registry.example.com:5000/charts/web", "oci://registry.example.com:5000/charts", "web")]
    public void A_chart_is_named_by_one_address_too(string address, string repository, string name) =>
        UpstreamAddress.Parse(address, "--chart").ShouldBe(new UpstreamAddress(repository, name));

    [TestCase("web", "it does not begin with http:// or https://")]
    [TestCase("https://charts.example.com/", "it holds other characters")]
    [TestCase("oci://Registry_1/web", "its host or path is wrong")]
    [TestCase("https://ann:secret@charts.example.com/web", "it names a user or a password")]
    public void An_address_without_repository_or_chart_is_refused(string address, string why) =>
        Should
            .Throw<PlatformException>(() => UpstreamAddress.Parse(address, "--chart"))
            .Message.ShouldBe(
                $"--chart must be the address of a repository and the name of a chart in it, and \"{AddressText.Hide(address)}\" is not: {why}; "
                    + "write --chart=https://charts.example.com/cert-manager or --chart=oci://registry.example.com/charts/cert-manager"
            );
}
