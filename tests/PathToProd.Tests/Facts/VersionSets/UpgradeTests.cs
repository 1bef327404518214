using PathToProd.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.VersionSets;

public sealed class UpgradeTests
{
    [TestCase("ingress", "ingress")]
    [TestCase("ingress,external-dns@1.x", "ingress, external-dns@1.x")]
    [TestCase(" ingress @ ^1.4 , base-k8s ", "ingress@^1.4, base-k8s")]
    [TestCase("ingress@>=1.2,<2,base", "ingress@>=1.2,<2, base")]
    [TestCase("ingress@>=1.2 <2 || 3.x", "ingress@>=1.2 <2 || 3.x")]
    public void Names_and_ranges_are_read(string text, string read)
    {
        var problems = new List<Problem>();

        var upgrades = Upgrade.Read(text, "--upgrade", problems);

        problems.ShouldBeEmpty();
        string.Join(
                ", ",
                upgrades.Select(one => one.Range is null ? one.Component : $"{one.Component}@{one.Range.Text}")
            )
            .ShouldBe(read);
    }

    [TestCase(
        "Ingress",
        "--upgrade must be a name such as base-k8s, and \"Ingress\" is not: 'I' is an upper-case letter; "
            + "write lower-case letters, digits and dashes, such as ingress"
    )]
    [TestCase(
        "ingress@next",
        "the range of ingress in --upgrade must be a range of versions such as >=1.2 <2, and \"next\" is not: 'n' is not a version; "
            + "write * for every release, or a range such as >=1.2.0 <2.0.0"
    )]
    [TestCase(
        "ingress@>2 <1",
        "no version is in the range >2 <1 of ingress in --upgrade; write a range such as >=1.2 <2"
    )]
    [TestCase("a,a@1.x", "--upgrade names a twice; name it once, with the range it should have")]
    public void What_is_wrong_is_reported(string text, string message)
    {
        var problems = new List<Problem>();

        Upgrade.Read(text, "--upgrade", problems);

        string.Join('\n', problems).ShouldBe(message);
    }
}
