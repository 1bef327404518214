namespace PathToProd.Model.Components;

/// <summary>Requests that are sent while an environment is updated, and how many of them may fail.</summary>
/// <param name="Url">The address that is asked.</param>
/// <param name="Rate">How many requests a second. Default: 10.</param>
/// <param name="ErrorBudget">The share of requests that may fail, in percent: 0 to 100. Default: 0.1.</param>
/// <param name="Timeout">A request that takes longer failed. Default: 5 seconds.</param>
public sealed record LoadProbe(Uri Url, int Rate, decimal ErrorBudget, TimeSpan Timeout);
