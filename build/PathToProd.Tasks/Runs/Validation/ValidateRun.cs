using System.Collections.Immutable;
using PathToProd.Decisions.Certification;
using PathToProd.Decisions.Compatibility;
using PathToProd.Decisions.Ordering;
using PathToProd.Decisions.Planning;
using PathToProd.Decisions.Validation;
using PathToProd.Facts.EvidenceRecords;
using PathToProd.Facts.Runs;
using PathToProd.Facts.Sources;
using PathToProd.Facts.VersionSets;
using PathToProd.Formats.Values;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Tasks.Runs.Certification;
using PathToProd.Tasks.Stages;
using PathToProd.Text;

namespace PathToProd.Tasks.Runs.Validation;

/// <summary>
/// Validates a change: builds and tests what it touches, and certifies the base with the change, starting from the base, unless evidence says
/// already how that ends. Only the certification needs the environment.
/// </summary>
public sealed class ValidateRun(RunServices services, EnvironmentManifest environment, ValidateInputs inputs)
{
    private readonly long _begin = services.Clock.GetTimestamp();

    /// <summary>Does all that touches no environment: builds and tests, and finds out whether the rest has to run. Any environment of a pool stands for all.</summary>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused.</exception>
    public async Task<PreparedValidation> PrepareAsync()
    {
        Certifier.Refuse(environment, "Validate", services.Model);
        var validation = new ValidationResult
        {
            Run = services.Run,
            Since = inputs.Since,
            Base = inputs.Base,
            Environment = environment.Name,
            Affected = inputs.Affected,
            Layers = inputs.Layers,
            Logs = services.Workspace.Show(services.Workspace.Run(services.Run)),
            EvidenceFile = services.Workspace.Show(services.Workspace.Evidence),
        };
        if (inputs.Affected is { Components.IsEmpty: true, Deleted.IsEmpty: true })
        {
            return new PreparedValidation(Ended(validation));
        }

        // The base first: what is built last is what its version means in the store.
        var based = await BaseBuild.RunAsync(services, environment, inputs.Base, IsAffected);
        validation = validation with { Components = await BuildAndTestAsync() };
        var broken = validation.Broken.ToArray();
        if (broken.Length > 0)
        {
            return new PreparedValidation(
                Ended(
                    validation with
                    {
                        EndedWith = ExitCodes.Merge(broken.Select(node => node.Outcome.ExitCode())),
                        NotVerified =
                        [
                            new Unverified("the update from the base", "something of the change failed before it"),
                        ],
                    }
                )
            );
        }

        var prepared = Prepare(validation, based);
        return prepared with { Result = Ended(prepared.Result) };
    }

    /// <summary>Plans in the environment what the change would change there, for those who review it. Nothing is touched.</summary>
    /// <param name="prepared">What was prepared for the environment of the tests.</param>
    /// <returns>The same with the plan; with why there is none, where it could not be made.</returns>
    public async Task<PreparedValidation> PlanAsync(PreparedValidation prepared)
    {
        var planned = await PlanElsewhere.AddAsync(services, environment, inputs, prepared.Result);
        return prepared with { Result = Later(planned) };
    }

    /// <summary>Certifies in the environment what was prepared, and is not known yet.</summary>
    /// <param name="prepared">What was prepared, for this environment or another one of its pool.</param>
    /// <param name="isForced">Whether all of it is deployed again, whatever the ledger says.</param>
    /// <exception cref="PlatformException">It cannot start: wrong input, or refused. Nothing was touched.</exception>
    public async Task<ValidationResult> CertifyAsync(PreparedValidation prepared, bool isForced)
    {
        if (prepared.Sets is not var (from, to, tests))
        {
            return prepared.Result;
        }

        // The values of this environment are part of the key.
        var key = Key(prepared.Result.Slice!, tests, to);
        var certified = await new CertifyRun(
            services,
            environment,
            inputs.Certification with
            {
                Change = key,
                Planned = [.. prepared.Result.Slice!.Members.Select(member => member.Component)],
                Options = inputs.Certification.Options with { Force = isForced },
            }
        ).RunAsync(to, from, andBack: false);
        return Later(prepared.Result) with
        {
            Environment = environment.Name,
            Key = key,
            Certification = certified,
            NotVerified = [.. prepared.Result.NotVerified, .. Unknown(certified)],
        };
    }

    /// <summary>What was built, as members of a set.</summary>
    internal static IEnumerable<SetMember> MembersOf(IEnumerable<NodeResult> nodes) =>
        from node in nodes
        where node.Digest is not null
        select new SetMember(node.Component, node.Version, node.Digest!);

    private bool IsAffected(string component) =>
        inputs.Affected.Deleted.Contains(component)
        || inputs.Affected.Components.Any(affected => affected.Name == component);

    private ValidationResult Ended(ValidationResult validation) =>
        validation with
        {
            Duration = services.Clock.GetElapsedTime(_begin),
        };

    /// <summary>What goes on with what another part of it began.</summary>
    private ValidationResult Later(ValidationResult validation) =>
        validation with
        {
            Duration = validation.Duration + services.Clock.GetElapsedTime(_begin),
        };

    /// <summary>Tests what is affected, and builds the rest, which is the base's.</summary>
    private async Task<ImmutableArray<NodeResult>> BuildAndTestAsync()
    {
        var all = services.Model.Components.Values;
        var tested = await StageAsync(Stage.Test, [.. all.Where(component => IsAffected(component.Name))]);
        if (tested.Any(node => node.Outcome is not (NodeOutcome.Done or NodeOutcome.Unchanged)))
        {
            return tested;
        }

        var built = await StageAsync(Stage.Build, [.. all.Where(component => !IsAffected(component.Name))]);
        ImmutableArray<NodeResult> nodes = [.. tested, .. built];
        foreach (var member in MembersOf(nodes))
        {
            if (services.Store.Find(member.Digest) is { } artifact)
            {
                services.Store.MakeNewest(artifact);
            }
        }

        services.Store.Flush();
        return nodes;
    }

    private async Task<ImmutableArray<NodeResult>> StageAsync(Stage stage, ImmutableArray<ComponentManifest> components)
    {
        if (components.IsEmpty)
        {
            return [];
        }

        var request = new RunRequest
        {
            Target = RunTarget.Of(stage),
            Components = components,
            Environment = environment,
            Options = inputs.Certification.Options with { Force = false },
        };
        return (await new ComponentRun(services, request).RunAsync()).Nodes;
    }

    /// <summary>Makes the sets of base and change, and decides whether the step between them has to be certified.</summary>
    private PreparedValidation Prepare(ValidationResult validation, BaseComponents based)
    {
        var built = Members(MembersOf(validation.Components));
        var from = Members(built.Values.Where(member => !IsAffected(member.Component)).Concat(based.Members));
        var (to, leftOut) = inputs.Layers.Apply(from, built, LayerOf(based));
        var (before, after) = (Set(from, isChange: false), Set(to, isChange: true));
        var prepared = (From: Prepare(before), To: Prepare(after));
        var tests = SetTests.Of(services, prepared.To);
        var slice = ChangeSlice.Of(
            from,
            to,
            inputs
                .Affected.Components.Where(component =>
                    component.Distance == 0
                    && component.Environments.Contains(environment.Name)
                    && to.ContainsKey(component.Name)
                    && inputs.Layers.Layers.Contains(LayerOf(based)(component.Name))
                )
                .Select(component => component.Name),
            RequirementGraph.OfRun(prepared.From.Components),
            RequirementGraph.OfRun(prepared.To.Components)
        );
        var key = Key(slice, tests, prepared.To);
        var decision = ValidationDecision.Of(
            key,
            before.Digest == after.Digest ? EvidenceKind.State : EvidenceKind.Transition,
            inputs.Environments,
            inputs.Evidence,
            inputs.Rules,
            inputs.Certification.Options.Force
        );
        inputs.Keep(before);
        inputs.Keep(after);
        validation = validation with
        {
            From = before,
            To = after,
            Slice = slice,
            Key = key,
            Decision = decision,
            Tests = Retest.Of(to, tests.Declared, environment.Name, inputs.Evidence, inputs.Rules),
            NotVerified = [.. leftOut.Select(LeftOut)],
        };
        return slice.Changed.IsEmpty || decision is not ValidationDecision.Runs
            ? new PreparedValidation(validation)
            : new PreparedValidation(validation) { Sets = (prepared.From, prepared.To, tests) };
    }

    private Digest Key(ChangeSlice slice, SetTests tests, PreparedSet to) =>
        slice.Key(tests.Declared.Concat(UpdateUnderLoad.Of(to).Select(one => one.Test)), Settings(slice));

    private Func<string, ComponentLayer> LayerOf(BaseComponents based) =>
        name =>
            (services.Model.Components.GetValueOrDefault(name) ?? based.Model.Components.GetValueOrDefault(name))?.Layer
            ?? ComponentLayer.Kubernetes;

    private static ImmutableSortedDictionary<string, SetMember> Members(IEnumerable<SetMember> members) =>
        members.ToImmutableSortedDictionary(member => member.Component, member => member, StringComparer.Ordinal);

    private VersionSet Set(ImmutableSortedDictionary<string, SetMember> members, bool isChange)
    {
        var set = new VersionSet { Name = "", Members = members };
        return set with
        {
            Name = isChange ? ChangeSetName.OfChange(set.Digest) : ChangeSetName.OfBase(set.Digest),
            At = services.Clock.GetUtcNow(),
            Who = services.Provenance.Who,
            Commit = isChange ? services.Provenance.Commit : inputs.Base,
        };
    }

    private PreparedSet Prepare(VersionSet set) =>
        new(set, ChosenVersions.OfSet(services.Model, set, inputs.Certification.Find));

    /// <summary>What else the result depends on: what the environment says for the components of the part.</summary>
    private IEnumerable<InputDigest> Settings(ChangeSlice slice) =>
        from member in slice.Members
        let values = services.Model.Values(environment.Name, member.Component)
        where values.Entries.Length > 0
        select new InputDigest($"values {member.Component}", ValueText.ToJson(values));

    private Unverified LeftOut(SetChange change) =>
        new(
            change.ToString(),
            $"its layer is left out by --layers={inputs.Layers.Text}, so it stayed as the base has it"
        );

    private static IEnumerable<Unverified> Unknown(CertificationResult certified)
    {
        if (certified.Tested is not { } tested)
        {
            var start = certified.Steps[^1].To.Name;
            return [new Unverified(certified.Set.Name, $"the base, {start}, did not come up, so nothing was tested")];
        }

        var tests = tested.Tests.Where(test => test.Outcome == TestOutcome.NotRun);
        return
        [
            .. tests.Select(test => new Unverified(
                test.Name,
                "it did not run, as something that it covers was not deployed"
            )),
            .. tested
                .Load.Where(test => test.Outcome == TestOutcome.NotRun)
                .Select(test => new Unverified(test.Name, test.Message!)),
        ];
    }
}
