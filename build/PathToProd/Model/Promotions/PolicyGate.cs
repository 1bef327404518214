using PathToProd.Model.Promotions.Rules;
using PathToProd.Text;

namespace PathToProd.Model.Promotions;

/// <summary>A gate of a policy.</summary>
/// <param name="Name">Its name, by which a cause is accepted; the kind's word unless the policy gives another.</param>
/// <param name="Rule">What it demands.</param>
/// <param name="IsInforming">Whether it is only measured and shown, and never in the way. Default: false.</param>
/// <param name="Where">Where the policy says it.</param>
public sealed record PolicyGate(string Name, GateRule Rule, bool IsInforming, SourcePosition Where);
