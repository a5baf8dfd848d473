/*
 * Stands in for the ASP.NET Ajax 3.5 script that office.js otherwise fetches from the internet before it starts.
 * Written from how office.js calls it, nothing more: the parts it looks for, argument checks, and error kinds.
 */
(() => {
  const Sys = {
    StringBuilder: class {
      #parts = [];

      append(part) {
        this.#parts.push(part);
        return this;
      }

      toString() {
        return this.#parts.join('');
      }
    },
    Serialization: {
      JavaScriptSerializer: { serialize: (value) => JSON.stringify(value), deserialize: (json) => JSON.parse(json) },
    },
    Debug: { trace: (message) => console.debug(message) },
    Browser: { agent: null },
  };

  /** Namespaces are plain nested objects. */
  function registerNamespace(path) {
    path.split('.').reduce((parent, name) => (parent[name] ??= {}), window);
  }

  /** Constructors need no register. */
  function registerClass() {
    return this;
  }

  function error(kind, message, details = {}) {
    const suffix = details.paramName ? `\nParameter name: ${details.paramName}` : '';
    return Object.assign(new Error(`Sys.${kind}: ${message}${suffix}`), { name: `Sys.${kind}`, ...details });
  }

  const errors = {
    create: (message, details) => Object.assign(new Error(message), details),
    argument: (paramName, message) => error('ArgumentException', message ?? 'The value is not valid.', { paramName }),
    argumentNull: (paramName, message) => error('ArgumentNullException', message ?? 'A value is needed.', { paramName }),
    argumentOutOfRange: (paramName, actualValue, message) =>
      error('ArgumentOutOfRangeException', message ?? 'The value is out of range.', { paramName, actualValue }),
    argumentType: (paramName, actualType, expectedType, message) =>
      error('ArgumentTypeException', message ?? 'The value has the wrong type.', { paramName, actualType, expectedType }),
    argumentUndefined: (paramName, message) => error('ArgumentUndefinedException', message ?? 'A value is needed.', { paramName }),
    invalidOperation: (message) => error('InvalidOperationException', message ?? 'This is not possible now.'),
    notImplemented: (message) => error('NotImplementedException', message ?? 'This is not built.'),
    parameterCount: (message) => error('ParameterCountException', message ?? 'The number of parameters is wrong.'),
  };

  function hasType(value, type) {
    if (type === String || type === Number || type === Boolean) return typeof value === type.name.toLowerCase();
    if (type === Object) return typeof value === 'object' || typeof value === 'function';
    return value instanceof type;
  }

  /** The error of one argument against its declaration `{name, type, mayBeNull, optional}`, or null. */
  function validateParameter(value, { type, mayBeNull, optional }, name) {
    if (value === undefined) return optional || mayBeNull ? null : errors.argumentUndefined(name);
    if (value === null) return optional || mayBeNull ? null : errors.argumentNull(name);
    return type && !hasType(value, type) ? errors.argumentType(name, typeof value, type) : null;
  }

  function validateParams(values, declarations) {
    if (values.length > declarations.length) return errors.parameterCount();
    return declarations.map((declared, index) => validateParameter(values[index], declared, declared.name)).find(Boolean) ?? null;
  }

  window.Sys = Sys;
  window.Type = Function;
  Object.assign(Function, { registerNamespace, _validateParams: validateParams, _validateParameter: validateParameter });
  Object.defineProperty(Function.prototype, 'registerClass', { value: registerClass });
  Object.assign(Error, errors);
  Object.defineProperty(Error.prototype, 'popStackFrame', { value: () => {} });
})();
