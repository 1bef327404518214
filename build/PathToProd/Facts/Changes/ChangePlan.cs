namespace PathToProd.Facts.Changes;

/// <summary>What a deployment to an environment would change, in numbers. What is replaced is deleted and created.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Create">How many things it would make.</param>
/// <param name="Update">How many it would change.</param>
/// <param name="Delete">How many it would remove.</param>
/// <param name="Unknown">Of how many things that is not known.</param>
public sealed record ChangePlan(string Environment, int Create, int Update, int Delete, int Unknown);
