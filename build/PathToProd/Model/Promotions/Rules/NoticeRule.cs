namespace PathToProd.Model.Promotions.Rules;

/// <summary>People were told long enough before.</summary>
/// <param name="Before">How long before.</param>
public sealed record NoticeRule(TimeSpan Before) : GateRule
{
    /// <inheritdoc />
    public override string Kind => "notice";
}
