using PathToProd.Decisions.Planning;
using PathToProd.Decisions.TearingDown;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Model.Platform;
using PathToProd.Tasks.Facts.Ledger;
using PathToProd.Tasks.Runs.Certification;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Whole;

/// <summary>Runs a target of components, with what it does to the platform as a whole if it is StandUp or TearDown.</summary>
/// <param name="services">The run.</param>
/// <param name="request">What was asked.</param>
/// <param name="known">The components of the working copy.</param>
public sealed class PlatformRun(RunServices services, RunRequest request, PlatformModel known)
{
    /// <summary>Runs it to the end.</summary>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public Task<RunResult> RunAsync() =>
        request.Target == RunTarget.TearDown ? TearDownAsync()
        : request.Target == RunTarget.StandUp
            ? new ComponentRun(services, request) { Steps = new StandUpSteps(services, request) }.RunAsync()
        : new ComponentRun(services, request).RunAsync();

    /// <summary>No other run may change anything there meanwhile: what it deployed would lose its definitions.</summary>
    private async Task<RunResult> TearDownAsync()
    {
        using var hold = await EnvironmentHold.TakeAsync(
            services,
            request.Environment,
            request.Options,
            () =>
                Ledger()
                    .Components.Keys.Concat(request.Components.Select(component => component.Name))
                    .Concat(
                        request.Environment.DeploymentModel == DeploymentModel.Groups
                            ? services.Model.Platform.Groups.Keys
                            : []
                    )
        );
        var ledger = Ledger();
        var before = request.Components.Select(component => new SetMember(
            component.Name,
            component.Version,
            services.Given[component.Name].Digest
        ));
        if (TearDownScope.Changed(before, ledger) is { } changed)
        {
            throw PlatformException.Refused(changed);
        }

        var held = services with
        {
            Held = [.. ledger.Components.Keys, .. request.Components.Select(component => component.Name)],
        };
        return await new ComponentRun(held, request) { Steps = new TearDownSteps(held, request, known) }.RunAsync();
    }

    private LedgerState Ledger() =>
        CurrentLedger.Read(services.Workspace, services.Model.Platform, request.Environment.Name, services.Clock);
}
