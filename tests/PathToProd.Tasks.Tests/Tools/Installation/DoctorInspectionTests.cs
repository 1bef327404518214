using PathToProd.Model.ToolPins;
using PathToProd.Snapshots;
using PathToProd.Tasks.Tools.Installation;
using PathToProd.Text.Tables;

namespace PathToProd.Tasks.Tests.Tools.Installation;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class DoctorInspectionTests
{
    private TemporaryRepository _repository = null!;

    [SetUp]
    public void MakeRepository() => _repository = new TemporaryRepository();

    [TearDown]
    public void RemoveRepository() => _repository.Dispose();

    [Test]
    public void An_empty_machine_has_nothing_and_gets_the_fix_for_each_tool()
    {
        var report = Inspect();

        report.IsHealthy.ShouldBeFalse();
        Snapshot.Match(DoctorWriter.ToText(report, Style.Plain));
    }

    [Test]
    public void A_machine_with_good_old_broken_and_missing_tools_gets_a_report_of_each()
    {
        _repository.Script("terraform", "echo '{ \"terraform_version\": \"1.11.4\" }'");
        _repository.Script("helm", "echo v2.17.0");
        _repository.Script("kubectl", "echo '{ \"clientVersion\": { \"gitVersion\": \"v1.32.4-dispatcher\" } }'");
        _repository.Script("git", "echo git version 2.39.5");
        _repository.Script("dotnet", "echo A compatible SDK was not found. >&2; exit 155");

        Snapshot.Match(DoctorWriter.ToText(Inspect(), Style.Plain));
    }

    [Test]
    public void A_machine_that_nothing_can_be_installed_on_gets_the_steps_to_do_by_hand()
    {
        var helm = Inspect(_repository.Machine with { Runtime = null }).Checks.Single(check => check.Tool == "helm");

        helm.Fix.ShouldBe("install Helm as https://helm.sh/docs/intro/install/ says");
    }

    [Test]
    public void Nothing_is_installed_by_looking()
    {
        Inspect();

        _repository.Files("artifacts").ShouldBeEmpty();
    }

    private DoctorReport Inspect(ToolMachine? machine = null)
    {
        machine ??= _repository.Machine;
        return new DoctorInspection(machine, new ToolFinder(machine, new VersionProbe(new ToolRun(), machine))).Inspect(
            ThePins.Read()
        );
    }
}
