using PathToProd.Facts.Artifacts;
using PathToProd.Versions;

namespace PathToProd.Tests.Facts.Artifacts;

public sealed class ArtifactTagTests
{
    [TestCase("1.4.0", "1.4.0")]
    [TestCase("1.4.0-beta.1", "1.4.0-beta.1")]
    [TestCase("1.4.0+exp.1", "1.4.0_exp.1")]
    [TestCase("1.4.0-rc.1+exp-2", "1.4.0-rc.1_exp-2")]
    public void A_version_is_a_tag_and_back(string version, string tag)
    {
        ArtifactTag.Of(SemVersion.Parse(version)).ShouldBe(tag);
        ArtifactTag.Version(tag).ShouldBe(SemVersion.Parse(version));
    }

    [TestCase("latest")]
    [TestCase("v1.4.0")]
    [TestCase("1.4")]
    [TestCase("1.4.0+x")]
    [TestCase("1.4.0_")]
    [TestCase("sha256-0123.build")]
    [TestCase("")]
    public void Other_tags_are_not_versions(string tag) => ArtifactTag.Version(tag).ShouldBeNull();

    [Test]
    public void A_name_in_a_layout_is_component_and_tag()
    {
        ArtifactTag.RefName("web", SemVersion.Parse("1.4.0+a")).ShouldBe("web:1.4.0_a");
        ArtifactTag.FromRefName("web:1.4.0_a").ShouldBe(("web", SemVersion.Parse("1.4.0+a")));
    }

    [TestCase(null)]
    [TestCase("web")]
    [TestCase("web:latest")]
    [TestCase(":1.0.0")]
    [TestCase("host:5000/web:1.0.0")]
    public void Other_names_in_a_layout_are_none_of_ours(string? name) => ArtifactTag.FromRefName(name).ShouldBeNull();
}
