using System.Collections.Immutable;
using System.ComponentModel;

namespace PathToProd.Decisions.Inputs;

[Description("What stages read that nothing declares.")]
internal sealed record CheckInputsDocument(
    [Description("How many files the stages read.")] int Files,
    ImmutableArray<UndeclaredRead> Undeclared
);
