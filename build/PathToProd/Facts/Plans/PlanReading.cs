using System.Collections.Immutable;
using PathToProd.Text;

namespace PathToProd.Facts.Plans;

/// <summary>What a file says that should hold a plan.</summary>
/// <param name="Plan">The plan; null when there is any problem.</param>
/// <param name="Problems">All that is wrong with it.</param>
public sealed record PlanReading(EnvironmentPlan? Plan, ImmutableArray<Problem> Problems);
