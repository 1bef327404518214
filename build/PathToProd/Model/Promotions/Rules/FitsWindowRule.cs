namespace PathToProd.Model.Promotions.Rules;

/// <summary>What is deployed would be done before the windows of the same policy close, by how long it usually takes.</summary>
/// <param name="Takes">How long it takes as long as the ledger does not know; null leaves that unknown. Default: null.</param>
public sealed record FitsWindowRule(TimeSpan? Takes) : GateRule
{
    /// <inheritdoc />
    public override string Kind => "fits-window";
}
