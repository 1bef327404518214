using System.Collections.Immutable;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Ledger;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Units;
using PathToProd.Tests.Facts.Ledger;
using PathToProd.Text;
using static PathToProd.Tests.Facts.EvidenceRecords.EvidenceBuilder;

namespace PathToProd.Tests.Decisions.Rollbacks;

/// <summary>Ledgers in three words, and what a rollback over them says.</summary>
internal static class RollbackBed
{
    public static readonly RollbackScope Web = new(RollbackKind.Component, "web");

    public static readonly RollbackScope Prod = new(RollbackKind.Environment, "prod");

    public static readonly RollbackScope All = new(RollbackKind.Unit, DeploymentUnit.Everything);

    public static LedgerBuilder Ledger(params string[] versions)
    {
        var ledger = new LedgerBuilder();
        foreach (var words in versions.Select(version => version.Split(' ')))
        {
            ledger.Deploy("web", words[0]);
            _ = words.Length == 1 ? ledger.Succeeds() : ledger.Fails();
        }

        return ledger;
    }

    public static void Run(LedgerBuilder ledger, string run, params string[] components)
    {
        ledger.Run = run;
        foreach (var words in components.Select(component => component.Split(' ')))
        {
            ledger.Deploy(words[0], words[1]);
            _ = words.Length == 2 ? ledger.Succeeds() : ledger.Fails();
        }
    }

    public static LedgerBuilder Sets(params string[] sets)
    {
        var ledger = new LedgerBuilder { KnowsDigests = true };
        foreach (var words in sets.Select(set => set.Split(' ')))
        {
            ledger.Unit("all", words[0], LedgerAction.Deploy, ("base", words[1]), ("web", words[1]));
            var isGood = words[2] == "ok";
            ledger.Deploy("base", words[1]).Succeeds().Deploy("web", words[1]);
            _ = isGood ? ledger.Succeeds() : ledger.Fails();
            ledger.UnitEnds(
                isGood ? Outcome.Succeeded : Outcome.Failed,
                isGood ? null : "web failed",
                ("base", NodeOutcome.Done),
                ("web", isGood ? NodeOutcome.Done : NodeOutcome.Failed)
            );
        }

        return ledger;
    }

    public static VersionSet Set(string name, LedgerBuilder ledger, int attempt) =>
        Members(name, ledger, $"a{attempt}");

    public static VersionSet Members(string name, LedgerBuilder ledger, params string[] attempts) =>
        new()
        {
            Name = name,
            Members = ledger
                .Entries.OfType<LedgerEntry.Started>()
                .Where(started => attempts.Contains(started.Attempt))
                .ToImmutableSortedDictionary(
                    started => started.Component,
                    started => new SetMember(started.Component, started.Version, started.Digest),
                    StringComparer.Ordinal
                ),
        };

    public static Func<SetMember, ComponentRelations?> Relations(string text)
    {
        var words = text.Split(' ');
        var relations = ManifestBuilder.Component(words[0], "1.0.0", string.Join(' ', words[2..])).Relations;
        return member =>
            $"{member.Component} {member.Version}:" == $"{words[0]} {words[1]}" ? relations : ComponentRelations.None;
    }

    public static RollbackQuestion Question(
        LedgerBuilder ledger,
        RollbackScope scope,
        bool force,
        DeploymentUnits? units = null
    ) =>
        new()
        {
            Scope = scope,
            History = ledger.History,
            Units = units ?? DeploymentUnits.Decoupled,
            RelationsOf = _ => ComponentRelations.None,
            Pinned = [],
            Verdicts = Verdicts(),
            EvidenceFile = "compatibility.jsonl",
            Now = Now,
            Force = force,
        };

    public static RollbackPlan.Ready Plan(LedgerBuilder ledger, RollbackScope scope, DeploymentUnits? units = null) =>
        RollbackDecision.Of(Question(ledger, scope, force: true, units)).ShouldBeOfType<RollbackPlan.Ready>();

    /// <summary>What a rollback that needs no evidence says it does.</summary>
    public static string Says(LedgerBuilder ledger, RollbackScope scope, bool force = false)
    {
        var question = Question(ledger, scope, force);
        if (force)
        {
            return Told(question);
        }

        // Force passes over what is not known too, and that is not what these tests are about.
        var untested = Why(question);
        untested.ShouldStartWith("Because the step back is not known to work");
        return Told(question with { Force = true });
    }

    public static string Told(RollbackQuestion question) =>
        RollbackDecision.Of(question) switch
        {
            RollbackPlan.Ready plan => string.Join(
                ", ",
                plan.Changes.Select(change => $"{change.Component} {change.From.Version} -> {change.To.Version}")
                    .Append($"because {plan.Because}")
            ),
            var refused => ((RollbackPlan.Refused)refused).Why.Message,
        };

    public static string Refusal(LedgerBuilder ledger, RollbackScope scope) =>
        Why(Question(ledger, scope, force: false));

    public static string Why(RollbackQuestion question)
    {
        var refused = RollbackDecision.Of(question).ShouldBeOfType<RollbackPlan.Refused>();
        refused.Why.ExitCode.ShouldBe(ExitCode.Refused);
        return refused.Why.Message;
    }
}
