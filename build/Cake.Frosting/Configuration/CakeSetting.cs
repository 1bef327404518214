namespace Cake.Frosting;

/// <summary>What <c>UseCakeSetting</c> asked for.</summary>
internal sealed record CakeSetting(string Key, string Value);
