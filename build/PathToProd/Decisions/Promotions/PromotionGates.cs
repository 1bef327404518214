using PathToProd.Decisions.Promotions.Gates;
using PathToProd.Model.Promotions.Rules;

namespace PathToProd.Decisions.Promotions;

/// <summary>The gate of each kind of rule, and those that hold for every step.</summary>
internal static class PromotionGates
{
    /// <summary>Those that hold for every step, whether it has a policy or not, by name.</summary>
    public static IReadOnlyList<(string Name, IGate Gate)> Standing { get; } =
    [
        ("records", new RecordsGate()),
        ("order", new OrderGate(new OrderRule(100))),
        ("freeze", new FreezeGate()),
        ("hold", new HoldGate()),
        ("condemned", new CondemnedGate()),
        ("pinned-back", new PinnedBackGate()),
    ];

    /// <summary>The gate that a rule asks for.</summary>
    public static IGate Of(GateRule rule) =>
        rule switch
        {
            KnownGoodRule knownGood => new KnownGoodGate(knownGood),
            TransitionRule transition => new TransitionGate(transition),
            OrderRule order => new OrderGate(order),
            VerifiedRule => new VerifiedGate(),
            AlertsRule alerts => new AlertsGate(alerts),
            SloRule slo => new SloGate(slo),
            SoakRule soak => new SoakGate(soak),
            WindowRule window => new WindowGate(window),
            FitsWindowRule fits => new FitsWindowGate(fits),
            NoticeRule notice => new NoticeGate(notice),
            ApprovalRule approval => new ApprovalGate(approval),
            SignedRule => new SignedGate(),
            DriftFreeRule driftFree => new DriftFreeGate(driftFree),
            ScriptRule script => new ScriptGate(script),
            _ => throw new InvalidOperationException($"There is no gate for {rule.Kind}."),
        };
}
