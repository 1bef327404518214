using PathToProd.Model.ToolPins;
using PathToProd.Text.Tables;

namespace PathToProd.Tests.Model.ToolPins;

public sealed class DoctorWriterTests
{
    private static readonly DoctorCheck Terraform = new()
    {
        Tool = "terraform",
        NeededFor = "components made of Terraform roots",
        Optional = false,
        Accept = ">=1.9.0 <2.0.0",
        State = DoctorState.Found,
        File = "/usr/bin/terraform",
        Version = "1.11.4",
    };

    private static readonly DoctorCheck Helm = new()
    {
        Tool = "helm",
        NeededFor = "components made of Helm charts",
        Optional = false,
        Accept = ">=3.6.0 <5.0.0",
        State = DoctorState.NotAccepted,
        File = "/usr/bin/helm",
        Version = "2.17.0",
        Rejected = ["/usr/bin/helm is helm 2.17.0, too old: >=3.6.0 <5.0.0 is accepted"],
        Fix = "./build.sh --target=InstallTools, or install Helm",
    };

    private static readonly DoctorCheck Kind = new()
    {
        Tool = "kind",
        NeededFor = "a local cluster",
        Optional = true,
        Accept = ">=0.20.0",
        State = DoctorState.Missing,
        Fix = "install kind",
    };

    private static readonly DoctorCheck Git = Kind with
    {
        Tool = "git",
        Optional = false,
        State = DoctorState.Unreadable,
        File = "/usr/bin/git",
        Rejected = ["/usr/bin/git did not answer `--version` within 10 s"],
        Fix = "install Git",
    };

    [Test]
    public void A_healthy_machine_has_a_table_and_one_sentence() =>
        Snapshot.Match(DoctorWriter.ToText(new DoctorReport("linux-x64", [Terraform]), Style.Plain));

    [Test]
    public void What_is_missing_follows_the_table_with_how_to_fix_it() =>
        Snapshot.Match(DoctorWriter.ToText(new DoctorReport("linux-x64", [Terraform, Helm, Git, Kind]), Style.Plain));

    [Test]
    public void What_the_platform_pins_itself_is_said_with_its_place() =>
        Snapshot.Match(
            DoctorWriter.ToText(
                new DoctorReport(
                    "linux-x64",
                    [Terraform with { Overrides = ["tools.yaml(2,3): accept", "tools.yaml(3,3): fix"] }]
                ),
                Style.Plain
            )
        );

    [Test]
    public void Programs_read_the_same_as_JSON() =>
        Snapshot.MatchReport("doctor", DoctorWriter.ToJson(new DoctorReport("linux-x64", [Terraform, Helm, Kind])));

    [Test]
    public void An_optional_tool_that_is_missing_leaves_the_machine_healthy()
    {
        new DoctorReport("linux-x64", [Terraform, Kind]).IsHealthy.ShouldBeTrue();
        new DoctorReport("linux-x64", [Terraform, Helm]).IsHealthy.ShouldBeFalse();
    }
}
