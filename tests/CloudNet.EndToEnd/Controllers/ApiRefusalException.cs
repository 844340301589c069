using CloudNet.Contracts.Refusals;

namespace CloudNet.EndToEnd.Controllers;

/// <summary>The controller refused.</summary>
public sealed class ApiRefusalException(string request, ProblemRecord problem) : Exception($"{request}: {problem}")
{
    public ProblemRecord Problem { get; } = problem;

    public IEnumerable<string> Fields => (Problem.Problems ?? []).Select(problem => problem.Field);
}
