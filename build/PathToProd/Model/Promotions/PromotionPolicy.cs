using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Model.Promotions;

/// <summary>What a set must have shown before it is promoted: gates that several steps of the path share.</summary>
public sealed record PromotionPolicy
{
    /// <summary>A step without a policy: only what holds for every step.</summary>
    public static PromotionPolicy None { get; } = new() { Name = "", Text = "" };

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its gates, in the order in which they are shown.</summary>
    public ImmutableArray<PolicyGate> Gates { get; init; } = [];

    /// <summary>Whether causes of closed gates may be accepted. Default: false.</summary>
    public bool AllowsOverride { get; init; }

    /// <summary>Whether what fails its verification is rolled back and condemned by itself. Default: false.</summary>
    public bool RollsBack { get; init; }

    /// <summary>The longest time for which a freeze may stand; null when it may stand without an end. Default: null.</summary>
    public TimeSpan? LongestFreeze { get; init; }

    /// <summary>The policy as it is kept with each promotion: the same meaning is the same text.</summary>
    public required string Text { get; init; }

    /// <summary>The digest of <see cref="Text"/>, which approvals are bound to.</summary>
    public Digest Digest => Digest.Of(System.Text.Encoding.UTF8.GetBytes(Text));
}
