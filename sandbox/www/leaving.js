// @ts-check
import { element } from './elements.js';

/**
 * Asks whether unsaved changes may be lost.
 *
 * @returns {Promise<boolean>}
 */
export function confirmLeaving() {
  return new Promise((resolve) => {
    const dialog = element(
      'dialog',
      {
        'aria-labelledby': 'leaving-title',
        close: () => {
          dialog.remove();
          resolve(dialog.returnValue === 'discard');
        },
      },
      element('h2', { id: 'leaving-title' }, 'Unsaved changes'),
      element('p', {}, 'This event has changes that are not saved. If you leave it now, they are lost.'),
      element(
        'form',
        { method: 'dialog', class: 'actions' },
        element('button', { class: 'standard', value: 'discard' }, 'Discard changes'),
        element('button', { class: 'standard primary', value: 'keep', autofocus: true }, 'Keep editing'),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
