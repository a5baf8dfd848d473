// @ts-check
/*
 * Stands in for the ASP.NET Ajax 3.5 script that office.js otherwise fetches from the internet before it starts.
 * Written from how office.js calls it, nothing more: the parts it looks for, argument checks, and error kinds.
 */
(() => {
  /** @typedef {{ name: string, type?: Function, mayBeNull?: boolean, optional?: boolean }} Declaration Of an argument. */

  const Sys = {
    StringBuilder: class {
      #text = '';

      /** @param {unknown} part */
      append(part) {
        this.#text += part;
        return this;
      }

      toString() {
        return this.#text;
      }
    },
    Serialization: {
      JavaScriptSerializer: {
        serialize: (/** @type {unknown} */ value) => JSON.stringify(value),
        deserialize: (/** @type {string} */ json) => JSON.parse(json),
      },
    },
    Debug: { trace: (/** @type {unknown} */ message) => console.debug(message) },
    Browser: { agent: null },
  };

  /**
   * Namespaces are plain nested objects.
   *
   * @param {string} path
   */
  function registerNamespace(path) {
    /** @type {any} */
    let parent = window;
    for (const name of path.split('.')) parent = parent[name] ??= {};
  }

  /**
   * Makes the errors of one kind; its last argument is the message, the others are kept by their names.
   *
   * @param {string} kind
   * @param {string} fallback The message where none is given.
   * @param {string[]} names
   */
  function errorsOfKind(kind, fallback, names = []) {
    return (/** @type {any[]} */ ...values) => {
      const details = Object.fromEntries(names.map((name, index) => [name, values[index]]));
      const suffix = details.paramName ? `\nParameter name: ${details.paramName}` : '';
      const error = new Error(`Sys.${kind}: ${values[names.length] ?? fallback}${suffix}`);
      return Object.assign(error, details, { name: `Sys.${kind}` });
    };
  }

  const errors = {
    create: (/** @type {string} */ message, /** @type {object} */ details) => Object.assign(new Error(message), details),
    argument: errorsOfKind('ArgumentException', 'The value is not valid.', ['paramName']),
    argumentNull: errorsOfKind('ArgumentNullException', 'A value is needed.', ['paramName']),
    argumentOutOfRange: errorsOfKind('ArgumentOutOfRangeException', 'The value is out of range.', ['paramName', 'actualValue']),
    argumentType: errorsOfKind('ArgumentTypeException', 'The value has the wrong type.', ['paramName', 'actualType', 'expectedType']),
    argumentUndefined: errorsOfKind('ArgumentUndefinedException', 'A value is needed.', ['paramName']),
    invalidOperation: errorsOfKind('InvalidOperationException', 'This is not possible now.'),
    notImplemented: errorsOfKind('NotImplementedException', 'This is not built.'),
    parameterCount: errorsOfKind('ParameterCountException', 'The number of parameters is wrong.'),
  };

  /**
   * @param {unknown} value
   * @param {Function} type
   */
  function hasType(value, type) {
    if (type === String || type === Number || type === Boolean) return typeof value === type.name.toLowerCase();
    if (type === Object) return typeof value === 'object' || typeof value === 'function';
    return value instanceof type;
  }

  /**
   * @param {unknown} value
   * @param {Omit<Declaration, 'name'>} declaration
   * @param {string} name
   * @returns {Error | null} What is wrong with an argument.
   */
  function validateParameter(value, { type, mayBeNull, optional }, name) {
    if (value === undefined) return optional || mayBeNull ? null : errors.argumentUndefined(name);
    if (value === null) return optional || mayBeNull ? null : errors.argumentNull(name);
    return type && !hasType(value, type) ? errors.argumentType(name, typeof value, type) : null;
  }

  /**
   * @param {ArrayLike<unknown>} values
   * @param {Declaration[]} declarations
   * @returns {Error | null} What is wrong with the first wrong argument.
   */
  function validateParams(values, declarations) {
    if (values.length > declarations.length) return errors.parameterCount();
    return declarations.map((declared, index) => validateParameter(values[index], declared, declared.name)).find(Boolean) ?? null;
  }

  Object.assign(window, { Sys, Type: Function });
  Object.assign(Function, { registerNamespace, _validateParams: validateParams, _validateParameter: validateParameter });
  Object.assign(Error, errors);
  Object.defineProperty(Function.prototype, 'registerClass', {
    /** Constructors need no register. @this {Function} */
    value() {
      return this;
    },
  });
  Object.defineProperty(Error.prototype, 'popStackFrame', { value: () => undefined });
})();
