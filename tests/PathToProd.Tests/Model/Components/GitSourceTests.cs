using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Tests.Model.Components;

/// <summary>Sources of modules in Git as Terraform writes them, and whom a password is for.</summary>
public sealed class GitSourceTests
{
    [TestCase("git::https://git.example.com/network.git", "https://git.example.com/network.git", null, "{version}")]
    [TestCase(
        "git::https://git.example.com:8443/team/network.git//modules/vpc?ref=v{version}",
        "https://git.example.com:8443/team/network.git",
        "modules/vpc",
        "v{version}"
    )]
    [TestCase(
        "git::ssh://git@git.example.com/network.git?ref=network/v{version}",
        "ssh://git@git.example.com/network.git",
        null,
        "network/v{version}"
    )]
    [TestCase(
        "git::git@git.example.com:team/network.git//vpc",
        "git@git.example.com:team/network.git",
        "vpc",
        "{version}"
    )]
    [TestCase("git::file:///srv/git/network", "file:///srv/git/network", null, "{version}")]
    public void A_source_has_an_address_a_folder_and_tags(string text, string remote, string? folder, string tag)
    {
        GitSource.TryParse(text, out var source, out _).ShouldBeTrue();

        source.ShouldBe(new GitSource(remote, folder, tag));
    }

    [TestCase("git::https://ann:secret@git.example.com/network.git", "it is no address that Git and we can use")]
    [TestCase("git::ssh://git:secret@git.example.com/network.git", "it is no address that Git and we can use")]
    [TestCase("git::ext::sh -c touch% /tmp/x", "it is no address that Git and we can use")]
    [TestCase("git::--upload-pack=x:y", "it is no address that Git and we can use")]
    [TestCase("git::https://git.example.com/a.git//../b", "it is no address that Git and we can use")]
    [TestCase("git::https://git.example.com/a.git\n", "it is no address that Git and we can use")]
    [TestCase("git::https://git.example.com/a.git?ref=main", "its ref does not say where the version stands")]
    [TestCase("https://git.example.com/a.git", "it is no address that Git and we can use")]
    public void Anything_else_is_none(string text, string why)
    {
        GitSource.TryParse(text, out _, out var error).ShouldBeFalse();

        error.What.ShouldBe(why);
    }

    [TestCase("v{version}", "v1.2.3", "1.2.3")]
    [TestCase("{version}", "v1.2.3", "v1.2.3")]
    [TestCase("vpc-{version}-tf", "vpc-1.2.3-rc.1-tf", "1.2.3-rc.1")]
    [TestCase("v{version}", "1.2.3", null)]
    [TestCase("v{version}", "vnext", null)]
    [TestCase("aa{version}aa", "aaa", null)]
    public void A_tag_names_a_version_where_it_is_written_as_the_source_says(
        string tag,
        string name,
        string? version
    ) => new GitSource("https://git.example.com/a.git", null, tag).VersionOf(name).ShouldBe(version);

    [TestCase("https://charts.example.com", "https://CHARTS.example.com/index.yaml", true)]
    [TestCase("https://charts.example.com", "https://charts.example.com:443/index.yaml", true)]
    [TestCase("https://charts.example.com/team/", "https://charts.example.com/team/index.yaml", true)]
    [TestCase("https://charts.example.com/team", "https://charts.example.com/team", true)]
    [TestCase("https://charts.example.com/team", "https://charts.example.com/teams/index.yaml", false)]
    [TestCase("https://charts.example.com/team", "https://charts.example.com/team/../other/index.yaml", false)]
    [TestCase("https://charts.example.com/team", "https://charts.example.com/team/%2e%2e/other/index.yaml", false)]
    [TestCase("https://charts.example.com", "http://charts.example.com/index.yaml", false)]
    [TestCase("https://charts.example.com", "https://charts.example.com:8443/index.yaml", false)]
    [TestCase("https://charts.example.com", "https://charts.example.com.evil.example/index.yaml", false)]
    public void A_password_is_for_its_scheme_host_port_and_path_alone(string own, string asked, bool covers)
    {
        var source = new SecretSource("TOKEN", null);

        new UpstreamCredentials(own, source, source).Covers(new Uri(asked)).ShouldBe(covers);
    }
}
